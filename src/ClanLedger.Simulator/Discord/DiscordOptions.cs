namespace ClanLedger.Simulator.Discord;

/// <summary>How strictly Discord is.</summary>
public sealed record DiscordOptions
{
    /// <summary>Port on 127.0.0.1; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Messages by one webhook, as its headers announce; seen were 5 in 2 s.</summary>
    public RateLimit PerWebhook { get; init; } = new(5, TimeSpan.FromSeconds(2));

    /// <summary>Messages to one channel, which nothing announces; seen were 30 in a minute.</summary>
    public RateLimit PerChannel { get; init; } = new(30, TimeSpan.FromMinutes(1));

    /// <summary>What the limits are measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
