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

    /// <summary>A plan that was kept from when the tables were all but empty takes a minute for a page of a clan that has many members.</summary>
    private const string PlanAnew = "set local plan_cache_mode = force_custom_plan";

    /// <summary>Events are not joined with tables; and the check that each event has its stream would be planned for every one of them.</summary>
    private const string KeepPlans = "set local plan_cache_mode = auto";

    /// <summary>COPY would wait for other sessions no longer than the connection's usual timeout. In the order in which the tables are written.</summary>
    private const string LockTables = $"lock table {LedgerSchema.Events}.mt_streams, {LedgerSchema.Events}.mt_events in row exclusive mode";

    /// <summary>Appends everything; nothing is visible before the transaction commits.</summary>
    /// <param name="store">The event store.</param>
    /// <param name="transaction">Open, under the ledger's lock.</param>
    /// <param name="cause">Causation id of the events: the key of the run, or what an admin did.</param>
    /// <param name="streams">Each key at most once, with an event at least.</param>
    /// <param name="ct">Cancels before the next page; the transaction is then to be rolled back.</param>
    /// <param name="by">Who asked for it, when someone did.</param>
    /// <exception cref="UserErrorException">Someone joins for the first time who has a history: the tables have lost them.</exception>
    public static async Task AppendAsync(
        IDocumentStore store, NpgsqlTransaction transaction, string cause, IEnumerable<StreamOfRun> streams, CancellationToken ct, string? by = null)
    {
        await using var pages = PagesAhead.Begin(store, transaction, streams.ToAsyncEnumerable(), by, ct);
        await AppendAsync(cause, pages, ct);
    }

    /// <summary>The same of pages that are being made ready already.</summary>
    /// <returns>To how many streams.</returns>
    public static async Task<int> AppendAsync(string cause, PagesAhead pages, CancellationToken ct)
    {
        var streams = 0;
        await foreach (var page in pages.ReadAsync(ct))
        {
            var connection = pages.Transaction.Connection!;
            await InsertAsync(connection, page, cause, ct);
            await connection.RunAsync(PlanAnew, ct);
            await JoinedRows.CopyAsync(connection, page.Groups.Members, Sql.Groups, ct);
            MemberStatements.Queue(pages.Session, page.Groups.Members, Sql.Groups);
            ClanStatements.Queue(pages.Session, page.Groups, Sql.Groups);
            await pages.Session.SaveChangesAsync(ct);
            streams += page.Streams.Length;
        }

        return streams;
    }

    /// <summary>The snapshot that showed an event; null for what no snapshot showed.</summary>
    public static long? SnapshotBehind(IEvent e) =>
        e.GetHeader(SnapshotHeader) is { } id && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Writes a page as Marten would, by a statement and COPY: a call for each stream is half of what a first sync writes.</summary>
    private static async Task InsertAsync(NpgsqlConnection connection, EventPage page, string cause, CancellationToken ct)
    {
        var place = await ExtendStreamsAsync(connection, page, ct);
        if (page.BeginsStreams)
        {
            await BinaryCopy.RunAsync(
                connection, $"{LedgerSchema.Events}.mt_streams ({EventPage.StreamColumns})", copy => page.WriteStreams(copy, place), BinaryCopy.LongestOfPage, ct);
        }

        await BinaryCopy.RunAsync(
            connection, $"{LedgerSchema.Events}.mt_events ({EventPage.Columns})", copy => page.WriteEvents(copy, place, cause), BinaryCopy.LongestOfPage, ct);
    }

    private static async Task<EventPlace> ExtendStreamsAsync(NpgsqlConnection connection, EventPage page, CancellationToken ct)
    {
        var command = new NpgsqlBatchCommand(Sql.Text("appending/extend_streams"));
        command.Parameters.AddRange(page.Parameters());
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(KeepPlans), new NpgsqlBatchCommand(LockTables), command },
            Timeout = 0,
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        if (!reader.IsDBNull(3))
            throw LostTables.Lost($"they have lost {reader.GetString(3)}, whose history is in the ledger", null);
        return new EventPlace(reader.GetFieldValue<long[]>(0), reader.GetFieldValue<long[]>(1), reader.GetFieldValue<DateTimeOffset>(2));
    }
}
