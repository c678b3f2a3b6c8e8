namespace ClanLedger.Hosting.Configuring;

/// <summary>How nodes of the service watch over each other, and over the work that waits.</summary>
/// <param name="Heartbeat">How often a node says that it lives.</param>
/// <param name="StaleAfter">Silence after which a node counts as dead, and others take over its work: three heartbeats at least.</param>
/// <param name="Poll">How often a node looks for scheduled and abandoned work.</param>
/// <param name="LongestSilence">Age of the last run beyond which the service no longer counts as ready: a day and a bit.</param>
public sealed record ServiceSettings(TimeSpan Heartbeat, TimeSpan StaleAfter, TimeSpan Poll, TimeSpan LongestSilence)
{
    /// <summary>Of which a node may be late with two, or lose them, before the others take over work that it still does.</summary>
    private const int Heartbeats = 3;

    internal static ServiceSettings Read(SettingsSection section)
    {
        var heartbeat = section.Duration("Heartbeat", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        var staleAfter = section.Duration("StaleAfter", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        return new(
            heartbeat,
            staleAfter >= heartbeat * Heartbeats ? staleAfter
                : throw section.Bad("StaleAfter", $"'{staleAfter:c}'", $"a span of time of at least {Heartbeats} times Service__Heartbeat, {heartbeat * Heartbeats:c}"),
            section.Duration("Poll", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
            section.Duration("LongestSilence", TimeSpan.FromHours(26), TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)));
    }
}
