namespace ClanLedger.Simulator.Limiting;

/// <summary>The moments of the last while.</summary>
internal sealed class RollingWindow(TimeSpan length, TimeProvider clock)
{
    private readonly Queue<long> _moments = [];

    /// <summary>Adds this moment; returns how many there are.</summary>
    public int Add(long now)
    {
        while (_moments.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= length)
            _moments.Dequeue();
        _moments.Enqueue(now);
        return _moments.Count;
    }

    /// <summary>How long until so many of the oldest have left.</summary>
    public TimeSpan UntilGone(int oldest, long now) => length - clock.GetElapsedTime(_moments.ElementAt(oldest - 1), now);
}
