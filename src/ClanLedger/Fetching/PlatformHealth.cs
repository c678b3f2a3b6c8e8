namespace ClanLedger.Fetching;

/// <summary>Whether bungie.net answers at all, over all requests of the process.</summary>
public sealed class PlatformHealth(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _downSince;

    /// <summary>The first failure since the last answer that said something about what was asked; null while all is well.</summary>
    public DateTimeOffset? DownSince
    {
        get
        {
            lock (_gate)
                return _downSince;
        }
    }

    /// <summary>A run begins: how the one before it ended says nothing about this one.</summary>
    public void Begin() => Answered();

    /// <summary>An answer said something about what was asked.</summary>
    public void Answered()
    {
        lock (_gate)
            _downSince = null;
    }

    /// <summary>No answer, or one that only says there is trouble.</summary>
    public void Failed()
    {
        lock (_gate)
            _downSince ??= time.GetUtcNow();
    }

    /// <summary>Whether nothing but trouble came for longer than that.</summary>
    public bool IsDownFor(TimeSpan limit) => DownSince is { } since && time.GetUtcNow() - since > limit;
}
