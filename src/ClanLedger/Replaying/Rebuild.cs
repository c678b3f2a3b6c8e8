using System.Data;
using ClanLedger.Hosting;
using ClanLedger.Projecting;
using Marten;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>The tables as the events make them, beside those in service: temporary tables of one connection.</summary>
/// <remarks>They end with the connection, however it ends. Events are folded in memory, so that a row is written once, not once a day.</remarks>
/// <param name="store">Writes the tables.</param>
/// <param name="database">Where events are read, over connections of their own.</param>
/// <param name="connection">Holds the tables.</param>
/// <param name="asOf">The last day that counts; null: all.</param>
/// <param name="progress">Is told of every range.</param>
internal sealed class Rebuild(IDocumentStore store, NpgsqlDataSource database, NpgsqlConnection connection, DateOnly? asOf, ReplayProgress progress) : IAsyncDisposable
{
    /// <summary>Schema of the tables, as PostgreSQL calls that of a connection's temporary tables.</summary>
    public const string Schema = "pg_temp";

    /// <summary>Parsing JSON is most of the work: so many ranges are parsed at once.</summary>
    private const int RangesAhead = 3;

    /// <summary>Members whose rows are on their way to PostgreSQL at once: bounds memory.</summary>
    private const int MembersAtOnce = 5_000;

    private GroupsPage _page = new();

    /// <summary>Members and counts that may be kept in memory before they are written.</summary>
    public int MostRows { get; init; } = 250_000;

    /// <summary>Sequence numbers read at once.</summary>
    public int PageSize { get; init; } = 5_000;

    /// <summary>Sequence number of the last event in the tables.</summary>
    public long Sequence { get; private set; }

    /// <summary>Makes the tables, and reads every event that is there.</summary>
    /// <exception cref="UserErrorException">There are events that this version does not know.</exception>
    public async Task BeginAsync(CancellationToken ct)
    {
        if (await StoreCheck.UnknownEventsAsync(connection, ct) is [var unknown, ..])
            throw new UserErrorException($"{unknown}: nothing was changed. Use the version that recorded them, or a later one");
        await connection.RunAsync("discard temp", ct);
        await connection.RunAsync("set temp_buffers = '128MB'", ct); // With the usual 8 MB, indexes of the tables go to disk and back.
        foreach (var table in GroupsProjection.Tables)
            await connection.RunAsync(Sql.Text($"groups/{table}", Schema), ct);
        var last = await LastAsync(ct);
        progress.Begin(last);
        await ReadAsync(FromOtherConnectionAsync, last, RangesAhead, null, ct);
        await connection.RunAsync("analyze " + string.Join(", ", GroupsProjection.Tables.Select(t => $"{Schema}.{t}")), ct);

        async Task<IReadOnlyList<RecordedEvent>> FromOtherConnectionAsync(long after, long upTo)
        {
            await using var other = await database.OpenConnectionAsync(ct);
            return await EventPages.RangeAsync(other, after, upTo, ct);
        }
    }

    /// <summary>Reads what has been appended since, as the transaction sees it.</summary>
    public async Task CatchUpAsync(NpgsqlTransaction transaction, CancellationToken ct) =>
        await ReadAsync((after, last) => EventPages.RangeAsync(connection, after, last, ct), await LastAsync(ct), 1, transaction, ct);

    /// <summary>Drops the tables, as the connection may serve others next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.State == ConnectionState.Open)
            await connection.RunAsync("discard temp", CancellationToken.None);
    }

    private async Task<long> LastAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select coalesce(max(seq_id), 0) from {LedgerSchema.Events}.mt_events", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task ReadAsync(EventPages.ReadRange read, long last, int ahead, NpgsqlTransaction? transaction, CancellationToken ct)
    {
        await foreach (var range in EventPages.ReadAsync(read, Sequence, last, PageSize, ahead, ct))
        {
            foreach (var e in range)
                ReadOne(e);
            Sequence = Math.Min(Sequence + PageSize, last);
            progress.Read(range.Count, Sequence);
            if (_page.Rows > MostRows)
                await WriteAsync(transaction, ct);
        }

        await WriteAsync(transaction, ct);
    }

    private void ReadOne(RecordedEvent e)
    {
        try
        {
            if (asOf is null || e.Data.EffectiveDate <= asOf)
                _page.Apply(e.StreamKey, e.Id, e.Data);
        }
        catch (Exception broken) when (broken is NullReferenceException or FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw EventPages.Unreadable(e.Sequence, broken);
        }
    }

    /// <summary>Writes what was folded: within the transaction, or in one of its own, so that PostgreSQL can clear away what it replaces.</summary>
    /// <exception cref="UserErrorException">The events are none that this program records: no rows follow from them.</exception>
    private async Task WriteAsync(NpgsqlTransaction? outer, CancellationToken ct)
    {
        await using var own = outer is null ? await connection.BeginTransactionAsync(ct) : null;
        try
        {
            foreach (var members in _page.Drain(MembersAtOnce))
            {
                await JoinedRows.CopyAsync(connection, members, Schema, ct);
                await SaveAsync(session => MemberStatements.Queue(session, members, Schema));
            }

            await SaveAsync(session => ClanStatements.Queue(session, _page, Schema));
        }
        catch (Exception broken) when (IsOfTheEvents(broken))
        {
            throw new UserErrorException(
                $"no rows follow from the events up to number {Sequence}, so some were changed after they were recorded: restore the ledger schema from a backup", broken);
        }

        if (own is not null)
            await own.CommitAsync(ct);
        _page = new GroupsPage();

        async Task SaveAsync(Action<IDocumentSession> queue)
        {
            var options = Marten.Services.SessionOptions.ForTransaction(outer ?? own!);
            options.Timeout = 0; // What members became over years is written at once.
            await using var session = store.LightweightSession(options);
            queue(session);
            await session.SaveChangesAsync(ct);
        }
    }

    /// <summary>A field is missing or of another kind, or rows contradict each other; not a full disk, a lost connection, a stop. Marten wraps what PostgreSQL says.</summary>
    internal static bool IsOfTheEvents(Exception e) => e.GetBaseException() switch
    {
        PostgresException said => said.SqlState is ['2', '2' or '3', ..],
        ObjectDisposedException => false,
        var cause => cause is NullReferenceException or ArgumentException or InvalidOperationException or OverflowException,
    };
}
