namespace ClanLedger.Hosting.Configuring;

/// <summary>How nodes of the service watch over each other, and over the work that waits.</summary>
/// <param name="Heartbeat">How often a node says that it lives.</param>
/// <param name="StaleAfter">Silence after which a node counts as dead, and others take over its work.</param>
/// <param name="Poll">How often a node looks for scheduled and abandoned work.</param>
/// <param name="LongestSilence">Age of the last run beyond which the service no longer counts as ready: a day and a bit.</param>
public sealed record ServiceSettings(TimeSpan Heartbeat, TimeSpan StaleAfter, TimeSpan Poll, TimeSpan LongestSilence)
{
    internal static ServiceSettings Read(SettingsSection section) => new(
        section.Duration("Heartbeat", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
        section.Duration("StaleAfter", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        section.Duration("Poll", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
        section.Duration("LongestSilence", TimeSpan.FromHours(26), TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)));
}
