namespace ClanLedger.Hosting.Configuring;

/// <summary>Where the digest goes.</summary>
/// <param name="WebhookUrl">Discord webhook, a secret; null: no digest is sent.</param>
public sealed record DiscordSettings(Uri? WebhookUrl)
{
    internal static DiscordSettings Read(SettingsSection section) => new(section.SecretHttpUrl("WebhookUrl"));
}
