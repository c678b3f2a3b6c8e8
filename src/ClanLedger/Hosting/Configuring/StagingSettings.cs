namespace ClanLedger.Hosting.Configuring;

/// <summary>How long what bungie.net claimed is kept.</summary>
/// <param name="KeepRuns">The last runs whose staged rows are kept; held rosters stay until they are decided.</param>
public sealed record StagingSettings(int KeepRuns)
{
    internal static StagingSettings Read(SettingsSection section) => new(section.Integer("KeepRuns", 30, 1, 100_000));
}
