using ClanLedger.Diffing;
using ClanLedger.Ledger;
using Marten;
using Npgsql;

namespace ClanLedger.Appending;

/// <summary>Appends what never happened, and takes it back: a new process compiles its way to the tables while PostgreSQL still looks for changes.</summary>
/// <remarks>
/// Else PostgreSQL would wait for it afterwards, for a third of a second. Nothing is committed; only a few sequence numbers stay taken. Hold the
/// ledger's lock: numbers are then never taken in the midst of another run. It waits for other sessions a second at most, as the run that holds the lock waits for it.
/// </remarks>
internal static partial class Rehearsal
{
    /// <summary>Fewer staged rows are compared sooner than this is done.</summary>
    private const long FewRows = 10_000;

    /// <summary>Members of whom no roster can tell: bungie.net's ids are positive.</summary>
    private const long Nobody = -1;

    private static int s_rehearsed;

    /// <summary>Rehearses if it was not done in this process, and is worth it. That it fails changes nothing.</summary>
    /// <param name="run">What is going to be applied.</param>
    /// <param name="store">The event store.</param>
    /// <param name="database">Gives it a connection of its own.</param>
    /// <param name="log">Told why it fails.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task OnceAsync(ApplyRoster run, IDocumentStore store, NpgsqlDataSource database, ILogger log, CancellationToken ct)
    {
        if (run.Staged.Rows < FewRows || Interlocked.Exchange(ref s_rehearsed, 1) == 1)
            return;
        try
        {
            await Task.Run(() => AppendAsync(run.ClanIds[0], run.EffectiveDate, store, database, ct), ct);
        }
        catch (Exception e)
        {
            Failed(log, e);
        }
    }

    /// <summary>Appends a member who joins, one who changes and one who leaves, and rolls back.</summary>
    /// <remarks>Fails when another session holds, or waits for, a table.</remarks>
    internal static async Task AppendAsync(long clanId, DateOnly day, IDocumentStore store, NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var impatient = new NpgsqlCommand("set local lock_timeout = '1s'", connection))
            await impatient.ExecuteNonQueryAsync(ct);
        var members = new MemberStreams(day, int.MaxValue, new RunTally());
        await StreamAppender.AppendAsync(store, transaction, nameof(Rehearsal), Invented(clanId).Select(members.Decide).OfType<StreamOfRun>(), ct);
        await transaction.RollbackAsync(ct);
    }

    private static MemberChanges[] Invented(long clanId)
    {
        var (moment, character) = (DateTimeOffset.UnixEpoch, new CharacterSeen(Nobody, 0, 0, DateTimeOffset.UnixEpoch));
        var attributes = new MemberAttributes("Member", moment, new MemberNames("Nobody", "Nobody", 0, "Nobody"), new MemberProfile(0, null, null, null, null));
        var joined = new MemberChanges(
            Nobody, 0, null, MemberChangeKinds.Joined, attributes, null, clanId, null, false, moment, moment, 0, null,
            [
                new CharacterChange(CharacterChangeKind.Created, Nobody, character),
                new CharacterChange(CharacterChangeKind.Created, Nobody - 1, character with { CharacterId = Nobody - 1 }), // Which nobody plays: it stays theirs.
            ]);
        return
        [
            joined,
            joined with
            {
                MembershipId = Nobody - 1, Known = attributes, KnownClanId = clanId,
                Kinds = MemberChangeKinds.Renamed | MemberChangeKinds.RoleChanged | MemberChangeKinds.Played,
                Characters = [new CharacterChange(CharacterChangeKind.Played, Nobody, character)],
            },
            joined with { MembershipId = Nobody - 2, KnownClanId = clanId, Kinds = MemberChangeKinds.Left, Characters = [] },
        ];
    }

    [LoggerMessage(LogLevel.Debug, "The way to the tables could not be rehearsed")]
    private static partial void Failed(ILogger log, Exception exception);
}
