using ClanLedger.Simulator.Misbehaving.Wire;

namespace ClanLedger.Simulator.Limiting;

/// <summary>Counts requests, and refuses those beyond the limit.</summary>
internal sealed class Traffic(RateLimit? limit, TimeProvider clock)
{
    /// <summary>That of bungie.net's own limit.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly RollingWindow _watched = new(Watched, clock);
    private readonly RollingWindow? _limited = limit is null ? null : new RollingWindow(limit.Window, clock);

    public int MostInWindow { get; private set; }

    public long Throttled { get; private set; }

    /// <summary>Counts a request; returns how it is refused, or null.</summary>
    public ErrorAnswer? Arrive()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            MostInWindow = Math.Max(MostInWindow, _watched.Add(now));
            if (limit is null || _limited!.Add(now) is var count && count <= limit.Requests)
                return null;
            Throttled++;
            var wait = _limited.UntilGone(count + 1 - limit.Requests, now);
            return new ErrorAnswer(36, "ThrottleLimitExceededMomentarily", 503, Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
        }
    }
}
