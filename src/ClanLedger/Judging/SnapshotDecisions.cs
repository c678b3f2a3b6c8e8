using ClanLedger.Appending;
using ClanLedger.Diffing;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Notifying;
using ClanLedger.Observing;
using Marten;
using Npgsql;
using Wolverine;

namespace ClanLedger.Judging;

/// <summary>What an admin decides about a held roster.</summary>
internal sealed class SnapshotDecisions(NpgsqlDataSource database, IDocumentStore store, TimeProvider time)
{
    private const string Reason = "accepted by hand";

    /// <summary>Applies exactly that roster, as of its own day.</summary>
    /// <returns>What it changed.</returns>
    /// <exception cref="UserErrorException">It is not held, a later roster of the clan was already applied, or nobody is on the first.</exception>
    /// <remarks>Its digest goes out at once where there is a bus, else before that of the next run.</remarks>
    public async Task<(HeldSnapshot Snapshot, ClanCounts Counts)> AcceptAsync(long snapshotId, CancellationToken ct, string? by = null, IMessageBus? bus = null)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LedgerLock.WaitAsync(connection, ct);
        await LostTables.RefuseAsync(connection, ct);
        var held = await HeldAsync(connection, snapshotId, ct);
        await RefuseLaterAsync(connection, held, ct);
        await DecideAsync(connection, held, Verdicts.Accepted, ct);
        await CountAnewAsync(connection, held, ct);
        var snapshot = (await RunSnapshots.ReadAsync(connection, held.RunId, ct)).Single(s => s.SnapshotId == snapshotId);
        if (snapshot is { Baseline: true, Members: 0 })
            throw new UserErrorException($"Snapshot {snapshotId} is empty and would be the first of its clan: whoever the next one lists would have joined since. Reject it, or leave it");

        var changes = await Diff.ReadAsync(connection, held.RunId, held.ClanId, ct).ToListAsync(ct);
        var tally = new RunTally();
        var members = new MemberStreams(held.EffectiveDate, await MemberNumbers.NextAsync(connection, ct), tally);
        var streams = changes.Select(members.Decide).OfType<StreamOfRun>().ToList();
        streams.AddRange(RunDecision.RenamedClans([snapshot], held.EffectiveDate));
        var counts = RunDecision.Counts(snapshot, tally);
        var run = StreamKeys.Run(held.RunId);
        streams.Add(new StreamOfRun(run, snapshotId, [new SnapshotAccepted(held.EffectiveDate, held.ClanId, snapshotId, Reason, counts)]));
        var (before, now) = (await Report.LastSequenceAsync(connection, ct), time.GetUtcNow());
        await StreamAppender.AppendAsync(store, transaction, run, streams, ct, by);
        var report = new Report(Guid.CreateVersion7(now), held.EffectiveDate, now, before, await Report.LastSequenceAsync(connection, ct), held.RunId);
        await report.KeepAsync(connection, ct);
        await transaction.CommitAsync(ct);
        LedgerMetrics.Applied(counts);
        if (bus is not null)
            await bus.PublishAsync(new SendReport(report.RunId));
        return (held, counts);
    }

    /// <summary>Refuses it: nothing is ever concluded from it.</summary>
    /// <exception cref="UserErrorException">It is not held.</exception>
    public async Task<HeldSnapshot> RejectAsync(long snapshotId, CancellationToken ct, string? by = null)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LedgerLock.WaitAsync(connection, ct);
        var held = await HeldAsync(connection, snapshotId, ct);
        await DecideAsync(connection, held, Verdicts.Rejected, ct);
        await CountAnewAsync(connection, held, ct);
        var run = StreamKeys.Run(held.RunId);
        await StreamAppender.AppendAsync(
            store, transaction, run,
            [new StreamOfRun(run, snapshotId, [new SnapshotRejected(held.EffectiveDate, held.ClanId, snapshotId, "rejected by hand")])], ct, by);
        await transaction.CommitAsync(ct);
        return held;
    }

    /// <summary>What is held of a clan is decided by something that makes it moot.</summary>
    internal static async Task SupersedeAsync(NpgsqlConnection connection, long clanId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "update staging.t_snapshots set verdict = 'superseded', decided = $2 where clan_id = $1 and verdict = 'quarantined'", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = clanId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<HeldSnapshot> HeldAsync(NpgsqlConnection connection, long snapshotId, CancellationToken ct) =>
        await HeldSnapshot.FindAsync(connection, snapshotId, ct) switch
        {
            null => throw new UserErrorException($"No snapshot {snapshotId} is held; see `snapshots list`"),
            { Verdict: Verdicts.Quarantined } held => held,
            var decided => throw new UserErrorException($"Snapshot {snapshotId} is no longer held: it was {decided.Verdict} on {decided.Decided:yyyy-MM-dd}"),
        };

    private static async Task RefuseLaterAsync(NpgsqlConnection connection, HeldSnapshot held, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select max(effective_date) from groups.t_daily_counts where clan_id = $1 and key = 'members'", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = held.ClanId });
        if (await command.ExecuteScalarAsync(ct) is DateOnly last && last > held.EffectiveDate)
            throw new UserErrorException($"Snapshot {held.SnapshotId} is of {held.EffectiveDate:yyyy-MM-dd}, but a roster of {last:yyyy-MM-dd} is already in the ledger: history is never rewritten");
    }

    /// <summary>A roster that was decided is none of the days in a row that say the same: those after it that are held count as one day, rather too few than too many.</summary>
    private static async Task CountAnewAsync(NpgsqlConnection connection, HeldSnapshot decided, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "update staging.t_snapshots set agreeing = 1 where clan_id = $1 and verdict = 'quarantined' and snapshot_id > $2", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = decided.ClanId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = decided.SnapshotId });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task DecideAsync(NpgsqlConnection connection, HeldSnapshot held, string verdict, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            update staging.t_snapshots s
            set verdict = case when s.snapshot_id = $1 then $2 else 'superseded' end, decided = $3
            where s.snapshot_id = $1
              or ($2 = 'accepted' and s.clan_id = $4 and s.verdict = 'quarantined' and s.snapshot_id < $1)
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = held.SnapshotId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = verdict });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = held.ClanId });
        await command.ExecuteNonQueryAsync(ct);
    }
}
