using System.Threading.Channels;
using Marten;
using Npgsql;

namespace ClanLedger.Appending;

/// <summary>Makes pages of events ready in the background: one waits while the next is made, and PostgreSQL is busy with something else.</summary>
internal sealed class PagesAhead : IAsyncDisposable
{
    /// <summary>Bounds the memory that events take: three pages of them.</summary>
    public const int StreamsPerPage = 5_000;

    private readonly Channel<EventPage> _ready = Channel.CreateBounded<EventPage>(1);
    private readonly CancellationTokenSource _stop;
    private readonly Task _making;

    private PagesAhead(IDocumentSession session, NpgsqlTransaction transaction, IAsyncEnumerable<StreamOfRun> streams, string? by, CancellationToken ct)
    {
        (Session, Transaction) = (session, transaction);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _making = Task.Run(() => MakeAsync(streams, by), CancellationToken.None);
    }

    /// <summary>Writes within the transaction.</summary>
    public IDocumentSession Session { get; }

    /// <summary>What they are to be written in.</summary>
    public NpgsqlTransaction Transaction { get; }

    /// <summary>Begins to make them.</summary>
    /// <param name="store">The event store.</param>
    /// <param name="transaction">Open, under the ledger's lock; not asked for anything meanwhile.</param>
    /// <param name="streams">Each key at most once; read in the background.</param>
    /// <param name="by">Who asked for it, when someone did.</param>
    /// <param name="ct">Ends it.</param>
    public static PagesAhead Begin(IDocumentStore store, NpgsqlTransaction transaction, IAsyncEnumerable<StreamOfRun> streams, string? by, CancellationToken ct)
    {
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        options.Timeout = 0;
        return new PagesAhead(store.LightweightSession(options), transaction, streams, by, ct);
    }

    /// <summary>The pages in their order, as they are ready. Throws what reading the streams threw.</summary>
    public IAsyncEnumerable<EventPage> ReadAsync(CancellationToken ct) => _ready.Reader.ReadAllAsync(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _making;
        _stop.Dispose();
        await Session.DisposeAsync();
    }

    private async Task MakeAsync(IAsyncEnumerable<StreamOfRun> streams, string? by)
    {
        try
        {
            await foreach (var some in streams.Chunk(StreamsPerPage).WithCancellation(_stop.Token))
                await _ready.Writer.WriteAsync(EventPage.Make(Session, some, by), _stop.Token);
            _ready.Writer.Complete();
        }
        catch (Exception e)
        {
            _ready.Writer.Complete(e);
        }
    }
}
