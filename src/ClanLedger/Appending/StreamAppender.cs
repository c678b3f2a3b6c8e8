using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace ClanLedger.Appending;

/// <summary>Appends to many streams within one transaction; the inline projection joins it.</summary>
internal static class StreamAppender
{
    /// <summary>Header of an event: the snapshot that showed it.</summary>
    public const string SnapshotHeader = "snapshot";

    /// <summary>Header of an event: who asked for what it records.</summary>
    public const string ByHeader = "by";

    /// <summary>Marten looks through all streams of a session at each append: many small sessions beat a large one.</summary>
    private const int StreamsPerSession = 500;

    /// <summary>Appends everything; nothing is visible before the transaction commits.</summary>
    /// <param name="store">The event store.</param>
    /// <param name="transaction">Open, under the ledger's lock.</param>
    /// <param name="cause">Causation id of the events: the key of the run, or what an admin did.</param>
    /// <param name="streams">Each key at most once.</param>
    /// <param name="ct">Cancels; the transaction is then to be rolled back.</param>
    /// <param name="by">Who asked for it, when someone did.</param>
    /// <exception cref="UserErrorException">Someone joins for the first time who has a history: the tables have lost them.</exception>
    public static async Task AppendAsync(
        IDocumentStore store, NpgsqlTransaction transaction, string cause, IReadOnlyList<StreamOfRun> streams, CancellationToken ct,
        string? by = null)
    {
        foreach (var chunk in streams.Chunk(StreamsPerSession))
        {
            await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
            session.CausationId = cause;
            foreach (var stream in chunk)
                Append(session, stream, by);
            try
            {
                await session.SaveChangesAsync(ct);
            }
            catch (EventStreamUnexpectedMaxEventIdException e)
            {
                throw LostTables.Lost($"they have lost {e.Id}, whose history is in the ledger", e);
            }
        }
    }

    /// <summary>The snapshot that showed an event; null for what no snapshot showed.</summary>
    public static long? SnapshotBehind(IEvent e) =>
        e.GetHeader(SnapshotHeader) is { } id && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Append(IDocumentSession session, StreamOfRun stream, string? by)
    {
        var events = stream.Events.Select(e => WithHeaders(session, e, stream.SnapshotId, by)).ToArray();
        if (stream.Events[0] is MemberJoined)
            session.Events.Append(stream.Key, events.Length, events);
        else
            session.Events.Append(stream.Key, events);
    }

    private static object WithHeaders(IDocumentSession session, object data, long? snapshotId, string? by)
    {
        var e = session.Events.BuildEvent(data);
        if (snapshotId is { } id)
            e.SetHeader(SnapshotHeader, id);
        if (by is not null)
            e.SetHeader(ByHeader, by);
        return e;
    }
}
