using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Projecting;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace ClanLedger.Appending;

/// <summary>Appends to many streams within one transaction, and projects what it appends.</summary>
internal static class StreamAppender
{
    /// <summary>Header of an event: the snapshot that showed it.</summary>
    public const string SnapshotHeader = "snapshot";

    /// <summary>Header of an event: who asked for what it records.</summary>
    public const string ByHeader = "by";

    private static readonly GroupsProjection Projection = new();

    /// <summary>Bounds the memory that events take, two pages of them here and one in PostgreSQL.</summary>
    private const int StreamsPerPage = 2_500;

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
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        options.Timeout = 0;
        await using var session = store.LightweightSession(options);
        using var pages = streams.Chunk(StreamsPerPage).Select(some => EventPage.Make(session, some, by)).GetEnumerator();
        var page = Next();
        while (page is not null)
        {
            // While PostgreSQL writes events, their rows are worked out; while it writes the rows, the next page is made ready.
            var projecting = Task.Run(() => Projection.ApplyAsync(session, page.Events, ct), ct);
            var inserting = InsertAsync(transaction, page, cause, ct);
            await Task.WhenAll(projecting, inserting);
            if (await inserting is { } lost)
                throw LostTables.Lost($"they have lost {lost}, whose history is in the ledger", null);

            var next = Task.Run(Next, ct);
            await Task.WhenAll(next, session.SaveChangesAsync(ct));
            page = await next;
        }

        EventPage? Next() => pages.MoveNext() ? pages.Current : null;
    }

    /// <summary>The snapshot that showed an event; null for what no snapshot showed.</summary>
    public static long? SnapshotBehind(IEvent e) =>
        e.GetHeader(SnapshotHeader) is { } id && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Writes a page as Marten would, in one statement: a call for each stream is half of what a first sync writes.</summary>
    /// <returns>A stream that begins here and had begun before.</returns>
    private static async Task<string?> InsertAsync(NpgsqlTransaction transaction, EventPage page, string cause, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("appending/append_events"), transaction.Connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(page.Columns);
        command.Parameters.AddWithValue(cause);
        return (string?)await command.ExecuteScalarAsync(ct);
    }
}
