namespace ClanLedger.Fetching;

/// <summary>When the next request may go out, for all requests of the process.</summary>
/// <remarks>
/// bungie.net allows 25 requests a second, averaged over a rolling 10 s, and blocks whoever is faster (Bungie-net/api#26). A request
/// counts here until 10 s after its answer, so that however late requests arrive there, no 10 s hold more of them than allowed. After
/// throttling everything waits as long as bungie.net asks, then goes on at half the pace, and wins back a quarter every 10 s.
/// </remarks>
public sealed class Pace
{
    private const double SlowestPerSecond = 0.5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<long> _answered = [];
    private readonly TimeProvider _time;
    private readonly double _fastest;
    private double _perSecond;
    private int _inFlight;
    private long _next;
    private long _pausedUntil;
    private long _changed;

    /// <param name="requestsPerSecond">The fastest pace; 0: as fast as requests come, but for pauses.</param>
    /// <param name="time">The clock.</param>
    public Pace(double requestsPerSecond, TimeProvider time)
    {
        (_time, _fastest, _perSecond) = (time, requestsPerSecond, requestsPerSecond);
        _next = _pausedUntil = _changed = time.GetTimestamp();
    }

    /// <summary>Requests a second at which requests go out now; 0: as fast as they come.</summary>
    public double PerSecond
    {
        get
        {
            lock (_gate)
                return _perSecond;
        }
    }

    /// <summary>Waits for a turn. Say <see cref="Done"/> when the request was answered, or came to nothing.</summary>
    /// <param name="isHopeless">Asked while nothing goes out: whether to wait for the end of that no longer.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>False without a turn, as it was hopeless to wait for one.</returns>
    public async Task<bool> WaitAsync(Func<bool> isHopeless, CancellationToken ct)
    {
        while (TakeTurn() is { } wait)
        {
            if (IsPaused && isHopeless())
                return false;
            // A delay counts whole milliseconds and drops the rest: what is left of the last one would be waited for by asking on and on.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _time, ct);
        }

        return true;
    }

    /// <summary>A request was answered, or came to nothing.</summary>
    public void Done()
    {
        lock (_gate)
        {
            _inFlight--;
            if (_fastest > 0)
                _answered.Enqueue(_time.GetTimestamp());
        }
    }

    /// <summary>bungie.net throttles: nothing goes out for that long, and then more slowly.</summary>
    public void SlowDown(TimeSpan pause)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            // The answers to what was already under way say the same once more.
            if (now >= _pausedUntil)
                (_perSecond, _changed) = (_fastest == 0 ? 0 : Math.Max(SlowestPerSecond, _perSecond / 2), now);
            _pausedUntil = Math.Max(_pausedUntil, now + Ticks(pause));
        }
    }

    /// <summary>bungie.net wants to be left alone: nothing goes out for that long.</summary>
    public void Pause(TimeSpan pause)
    {
        lock (_gate)
            _pausedUntil = Math.Max(_pausedUntil, _time.GetTimestamp() + Ticks(pause));
    }

    private bool IsPaused
    {
        get
        {
            lock (_gate)
                return _time.GetTimestamp() < _pausedUntil;
        }
    }

    /// <summary>Takes a turn, or says how long to wait before asking again.</summary>
    private TimeSpan? TakeTurn()
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            if (now < _pausedUntil)
                return _time.GetElapsedTime(now, _pausedUntil);
            if (_fastest > 0)
            {
                Recover(now);
                while (_answered.TryPeek(out var oldest) && now - oldest >= Ticks(Window))
                    _answered.Dequeue();
                if (_inFlight + _answered.Count >= Math.Max(1, _perSecond * Window.TotalSeconds))
                    return _answered.TryPeek(out var first) ? _time.GetElapsedTime(now, first + Ticks(Window)) : TimeSpan.FromMilliseconds(20);
                if (now < _next)
                    return _time.GetElapsedTime(now, _next);
                _next = now + Ticks(TimeSpan.FromSeconds(1 / _perSecond));
            }

            _inFlight++;
            return null;
        }
    }

    private void Recover(long now)
    {
        if (_perSecond < _fastest && now - Math.Max(_changed, _pausedUntil) >= Ticks(Window))
            (_perSecond, _changed) = (Math.Min(_fastest, _perSecond * 1.25), now);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}
