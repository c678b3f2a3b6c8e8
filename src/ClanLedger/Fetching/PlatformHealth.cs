namespace ClanLedger.Fetching;

/// <summary>Whether bungie.net answers, over all requests of the process. Its systems are taken out of service one by one.</summary>
public sealed class PlatformHealth(TimeProvider time)
{
    /// <summary>Clans, and who is in them.</summary>
    public SystemHealth Clans { get; } = new(time);

    /// <summary>Destiny's profiles, which are down every week while rosters are not (Bungie-net/api#182).</summary>
    public SystemHealth Profiles { get; } = new(time);

    /// <summary>Since when no clan could be asked for; null when one was in this run, unless nothing was for longer than that since.</summary>
    public DateTimeOffset? DownSince(TimeSpan limit) => !Clans.HasAnswered || Clans.IsDownFor(limit) ? Clans.DownSince : null;

    /// <summary>A run begins: how the one before it ended says nothing about this one.</summary>
    public void Begin()
    {
        Clans.Begin();
        Profiles.Begin();
    }
}

/// <summary>Whether one system of bungie.net answers.</summary>
public sealed class SystemHealth(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _downSince;
    private bool _hasAnswered;

    /// <summary>The first failure since the last answer that said something about what was asked; null while all is well.</summary>
    public DateTimeOffset? DownSince
    {
        get
        {
            lock (_gate)
                return _downSince;
        }
    }

    /// <summary>Whether there was such an answer since the run began.</summary>
    public bool HasAnswered
    {
        get
        {
            lock (_gate)
                return _hasAnswered;
        }
    }

    /// <summary>Nothing is known yet.</summary>
    public void Begin()
    {
        lock (_gate)
            (_downSince, _hasAnswered) = (null, false);
    }

    /// <summary>An answer said something about what was asked.</summary>
    public void Answered()
    {
        lock (_gate)
            (_downSince, _hasAnswered) = (null, true);
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
