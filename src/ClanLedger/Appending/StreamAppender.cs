using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Projecting;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Appending;

/// <summary>Appends to many streams within one transaction, and projects what it appends.</summary>
internal static class StreamAppender
{
    /// <summary>Header of an event: the snapshot that showed it.</summary>
    public const string SnapshotHeader = "snapshot";

    /// <summary>Header of an event: who asked for what it records.</summary>
    public const string ByHeader = "by";

    private static readonly GroupsProjection Projection = new();

    /// <summary>Bounds the memory that a page of events takes, here and in PostgreSQL.</summary>
    private const int StreamsPerPage = 5_000;

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
        await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
        foreach (var page in streams.Chunk(StreamsPerPage))
        {
            var events = page.SelectMany(stream => Events(session, stream, by)).ToArray();
            if (await InsertAsync(transaction, store.Options.Serializer(), page, events, cause, ct) is { } lost)
                throw LostTables.Lost($"they have lost {lost}, whose history is in the ledger", null);
            await Projection.ApplyAsync(session, events, ct);
            await session.SaveChangesAsync(ct);
        }
    }

    /// <summary>The snapshot that showed an event; null for what no snapshot showed.</summary>
    public static long? SnapshotBehind(IEvent e) =>
        e.GetHeader(SnapshotHeader) is { } id && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<IEvent> Events(IDocumentSession session, StreamOfRun stream, string? by)
    {
        foreach (var data in stream.Events)
        {
            var e = session.Events.BuildEvent(data);
            e.Id = Guid.CreateVersion7();
            e.StreamKey = stream.Key;
            if (stream.SnapshotId is { } id)
                e.SetHeader(SnapshotHeader, id);
            if (by is not null)
                e.SetHeader(ByHeader, by);
            yield return e;
        }
    }

    /// <summary>Writes a page as Marten would, in one statement: a call for each stream is half of what a first sync writes.</summary>
    /// <returns>A stream that begins here and had begun before.</returns>
    private static async Task<string?> InsertAsync(
        NpgsqlTransaction transaction, ISerializer json, StreamOfRun[] streams, IEvent[] events, string cause, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("appending/append_events"), transaction.Connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue(Array.ConvertAll(streams, s => s.Key));
        command.Parameters.AddWithValue(Array.ConvertAll(streams, s => (long)s.Events.Count));
        command.Parameters.AddWithValue(Array.ConvertAll(streams, s => s.Events[0] is MemberJoined));
        command.Parameters.AddWithValue(Array.ConvertAll(events, e => e.Id));
        command.Parameters.AddWithValue(Array.ConvertAll(events, e => e.StreamKey!));
        command.Parameters.AddWithValue(streams.SelectMany(s => Enumerable.Range(1, s.Events.Count).Select(n => s.Events.Count - n)).ToArray());
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Jsonb, Array.ConvertAll(events, e => json.ToJson(e.Data)));
        command.Parameters.AddWithValue(Array.ConvertAll(events, e => e.EventTypeName));
        command.Parameters.AddWithValue(Array.ConvertAll(events, e => e.DotNetTypeName));
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Jsonb, Array.ConvertAll(events, e => json.ToJson(e.Headers)));
        command.Parameters.AddWithValue(cause);
        return (string?)await command.ExecuteScalarAsync(ct);
    }
}
