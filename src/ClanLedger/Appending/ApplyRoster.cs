using System.Threading.Channels;
using ClanLedger.Diffing;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Notifying;
using ClanLedger.Observing;
using ClanLedger.Running;
using ClanLedger.Staging;
using Marten;
using Npgsql;
using Wolverine;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace ClanLedger.Appending;

/// <summary>Second message of a run: append what the staged rosters changed, and bring the tables up to date.</summary>
/// <param name="RunId">The staged run.</param>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="ClanIds">The clans that were asked for.</param>
/// <param name="Staged">How long fetching and staging took.</param>
/// <param name="DownSince">Since when bungie.net had answered nothing of use when fetching ended; null when it answered about a clan lately.</param>
public sealed record ApplyRoster(
    Guid RunId, DateOnly EffectiveDate, IReadOnlyList<long> ClanIds, StagingFigures Staged, DateTimeOffset? DownSince = null);

/// <summary>Figures of fetching and staging, which overlap.</summary>
/// <param name="Fetching">From the first request to the last row copied.</param>
/// <param name="Copying">Time spent in COPY.</param>
/// <param name="Rows">Rows copied.</param>
public sealed record StagingFigures(TimeSpan Fetching, TimeSpan Copying, long Rows);

/// <summary>Diff, events, projection and outbox in one transaction under an advisory lock: all of a run, or nothing.</summary>
public static class ApplyRosterHandler
{
    /// <returns>What it did; nothing when the run is in the ledger already, or begins anew as a later one is, or is not read to its end.</returns>
    public static async Task<SyncResult?> Handle(
        ApplyRoster run, IMessageContext context, IWolverineRuntime runtime, IDocumentStore store, NpgsqlDataSource database,
        RunTurns turns, Settings settings, TimeProvider time, SyncProgress progress, Retention retention, ILogger<SyncResult> log, CancellationToken ct)
    {
        progress.Begin("applying");
        await using var turn = await turns.TakeAsync(run.RunId, ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var outbox = (MessageContext)context;
        await outbox.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)runtime.Storage, transaction));
        await LedgerLock.WaitAsync(connection, ct);
        var overtaken = await RunProgress.IsOvertakenAsync(connection, run.RunId, ct);
        if (overtaken || await RunProgress.IsUnreadAsync(connection, run.RunId, ct))
        {
            if (overtaken)
                RunLog.Overtaken(log, run.RunId);
            else
                RunLog.Unread(log, run.RunId);
            await context.PublishAsync(new StageRoster(run.RunId, run.EffectiveDate, run.ClanIds));
            await transaction.CommitAsync(ct);
            await outbox.FlushOutgoingMessagesAsync();
            return null;
        }

        await LostTables.RefuseAsync(connection, ct);
        if (await RunSnapshots.BeginAsync(connection, run, settings.Guard, time, ct) is not { } snapshots)
        {
            // Whoever applied it may have gone before it said that there is something to tell.
            RunLog.AppliedBefore(log, run.RunId);
            if (await Report.IsUntoldAsync(connection, run.RunId, ct))
                await context.PublishAsync(new SendReport(run.RunId));
            await transaction.CommitAsync(ct);
            await outbox.FlushOutgoingMessagesAsync();
            return null;
        }

        var tally = new RunTally();
        foreach (var snapshot in snapshots.Where(s => s.Applies))
            tally.AddDisputed(snapshot.ClanId, snapshot.Disputed);
        var outage = await Outage.NoteAsync(connection, run.RunId, snapshots.All(s => s.Verdict == Verdicts.Failed) ? run.DownSince : null, ct);

        // What changed is decided, and made ready to be appended, while more of it is read.
        var changes = Channel.CreateUnbounded<MemberChanges>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var members = new MemberStreams(run.EffectiveDate, await MemberNumbers.NextAsync(connection, ct), tally);
        var streams = changes.Reader.ReadAllAsync(ct).Select(members.Decide).OfType<StreamOfRun>()
            .Concat(RunDecision.Conclude(run, snapshots, tally, outage).ToAsyncEnumerable());
        await using var pages = PagesAhead.Begin(store, transaction, streams, null, ct);

        var start = time.GetTimestamp();
        var changed = 0;
        using (LedgerTraces.Diff(run.RunId))
        {
            var rehearsal = Rehearsal.OnceAsync(run, store, database, log, ct);
            try
            {
                await foreach (var member in Diff.ReadAsync(connection, run.RunId, null, ct))
                {
                    changed++;
                    await changes.Writer.WriteAsync(member, ct);
                }
            }
            finally
            {
                await rehearsal;
            }
        }

        changes.Writer.Complete();
        var diffed = time.GetElapsedTime(start);

        start = time.GetTimestamp();
        var before = await Report.LastSequenceAsync(connection, ct);
        using (var append = LedgerTraces.Append())
        {
            var appendedTo = await StreamAppender.AppendAsync(StreamKeys.Run(run.RunId), pages, ct);
            append?.SetTag("clanledger.streams", appendedTo);
        }

        if (outage?.State != OutageState.Lasts)
        {
            await new Report(run.RunId, run.EffectiveDate, time.GetUtcNow(), before, await Report.LastSequenceAsync(connection, ct)).KeepAsync(connection, ct);
            await context.PublishAsync(new SendReport(run.RunId));
        }

        await transaction.CommitAsync(ct);
        await outbox.FlushOutgoingMessagesAsync();
        var figures = new ApplyFigures(diffed, time.GetElapsedTime(start), changed);
        var result = new SyncResult(run.RunId, RunDecision.Complete(run, snapshots, tally), snapshots, outage, run.Staged, figures, tally.MovedOut);
        LedgerMetrics.Applied(result);
        RunLog.Applied(log, result);
        await retention.PruneAsync(ct);
        return result;
    }
}
