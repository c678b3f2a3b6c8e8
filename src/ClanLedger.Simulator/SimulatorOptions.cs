namespace ClanLedger.Simulator;

/// <summary>How the world is served.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Port on 127.0.0.1; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Members on a page of a roster; 50 to 100 were seen.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Rosters come in another order each day.</summary>
    public bool ShuffleMembers { get; init; }

    /// <summary>Each page begins with the last member of the page before.</summary>
    public bool RepeatMembersAcrossPages { get; init; }

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The only key that is taken; null: any that is not empty.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Profiles are written out before they are asked for, when serving begins and whenever a day was lived by request; whatever else changes in the
    /// world does not show in them. A benchmark then measures who asks, not who answers.
    /// </summary>
    public bool WritesProfilesAhead { get; init; }

    /// <summary>How often clients may ask; null: as often as they like.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>What the windows of requests are measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
