namespace ClanLedger.Hosting.Configuring;

/// <summary>How runs go on.</summary>
/// <param name="ResumeWithin">How long after its beginning a run that was broken off is continued by the next; zero: never.</param>
public sealed record SyncSettings(TimeSpan ResumeWithin)
{
    internal static SyncSettings Read(SettingsSection section) =>
        new(section.Duration("ResumeWithin", TimeSpan.FromHours(1), TimeSpan.Zero, TimeSpan.FromDays(1)));
}
