using System.Diagnostics;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>bungie.net's own limit: so many requests in any window of that length (Bungie-net/api#26). Refused ones count as well.</summary>
/// <param name="Requests">Requests allowed in the window.</param>
/// <param name="Window">Its length.</param>
public sealed record RateLimit(int Requests, TimeSpan Window);

/// <summary>Counts requests in a rolling window.</summary>
internal sealed class RollingLimit(RateLimit? limit)
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _recent = [];
    private readonly TimeSpan _window = limit?.Window ?? TimeSpan.FromSeconds(10);

    /// <summary>The most that were seen in one window.</summary>
    public int Most { get; private set; }

    /// <summary>Requests that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Counts a request, and says whether it is within the limit.</summary>
    public bool Allows()
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            while (_recent.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest, now) >= _window)
                _recent.Dequeue();
            _recent.Enqueue(now);
            Most = Math.Max(Most, _recent.Count);
            if (limit is null || _recent.Count <= limit.Requests)
                return true;
            Refused++;
            return false;
        }
    }
}
