using System.Collections.Concurrent;
using Npgsql;

namespace ClanLedger.Running;

/// <summary>Whose turn it is: a run keeps the lock from its first step to its last, so that none slips in between.</summary>
/// <remarks>A process that dies loses its locks with its connections; whoever handles the next step then waits for a turn anew.</remarks>
public sealed class RunTurns(NpgsqlDataSource database, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The next step follows at once; one that has not come by then was lost, or may as well wait for a turn of its own.</summary>
    internal static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, Kept> _kept = [];

    /// <summary>The turn that was kept for this run, or a new one as soon as no other run is under way in any process.</summary>
    public async Task<RunLock> TakeAsync(Guid runId, CancellationToken ct)
    {
        if (!_kept.TryRemove(runId, out var kept))
            return await RunLock.TakeAsync(database, ct);
        await kept.Limit.DisposeAsync();
        if (await kept.Turn.IsHeldAsync(ct))
            return kept.Turn;
        await kept.Turn.DisposeAsync();
        return await RunLock.TakeAsync(database, ct);
    }

    /// <summary>The next step of this run, in this process, goes on under the same lock, if it comes within five minutes.</summary>
    public void Keep(Guid runId, RunLock turn) =>
        _kept[runId] = new Kept(turn, time.CreateTimer(_ => _ = ReleaseAsync(runId), null, KeptFor, Timeout.InfiniteTimeSpan));

    /// <summary>Lets others have their turn.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var runId in _kept.Keys)
            await ReleaseAsync(runId);
    }

    private async Task ReleaseAsync(Guid runId)
    {
        if (!_kept.TryRemove(runId, out var kept))
            return;
        await kept.Limit.DisposeAsync();
        await kept.Turn.DisposeAsync();
    }

    private sealed record Kept(RunLock Turn, ITimer Limit);
}
