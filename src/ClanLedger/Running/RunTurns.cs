using System.Collections.Concurrent;
using Npgsql;

namespace ClanLedger.Running;

/// <summary>Whose turn it is: a run keeps the lock from its first step to its last, so that none slips in between.</summary>
/// <remarks>A process that dies loses its locks with its connections; whoever handles the next step then waits for a turn anew.</remarks>
public sealed class RunTurns(NpgsqlDataSource database) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, RunLock> _kept = [];

    /// <summary>The turn that was kept for this run, or a new one as soon as no other run is under way in any process.</summary>
    public async Task<RunLock> TakeAsync(Guid runId, CancellationToken ct)
    {
        if (!_kept.TryRemove(runId, out var turn))
            return await RunLock.TakeAsync(database, ct);
        if (await turn.IsHeldAsync(ct))
            return turn;
        await turn.DisposeAsync();
        return await RunLock.TakeAsync(database, ct);
    }

    /// <summary>The next step of this run, in this process, goes on under the same lock.</summary>
    public void Keep(Guid runId, RunLock turn) => _kept[runId] = turn;

    /// <summary>Lets others have their turn.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var turn in _kept.Values)
            await turn.DisposeAsync();
    }
}
