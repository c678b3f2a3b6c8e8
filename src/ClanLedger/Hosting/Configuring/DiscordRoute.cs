using System.Globalization;
using ClanLedger.Notifying.Digesting;

namespace ClanLedger.Hosting.Configuring;

/// <summary>Who is told what, and where.</summary>
/// <param name="Name">How the operator calls it; stands in the queue and in what <c>notify status</c> says.</param>
/// <param name="Webhook">Where it posts, a secret.</param>
/// <param name="ThreadId">A thread of the webhook's channel; null: the channel itself.</param>
/// <param name="Groups">Only clans in these groups; empty: any.</param>
/// <param name="Clans">Only these clans; empty: any.</param>
/// <param name="Kinds">What is told.</param>
/// <param name="Style">How it looks.</param>
/// <param name="SilentWhenUnchanged">Whether nothing is posted when nothing changed.</param>
public sealed record DiscordRoute(
    string Name, Webhook Webhook, ulong? ThreadId, IReadOnlyList<string> Groups, IReadOnlyList<long> Clans,
    IReadOnlySet<DigestKind> Kinds, DigestStyle Style, bool SilentWhenUnchanged)
{
    /// <summary>Stands for where it posts: changes with the webhook and with the thread.</summary>
    public string Key => ThreadId is { } thread ? $"{Webhook.Key}/{thread}" : Webhook.Key;

    /// <summary>Null when the section names no webhook.</summary>
    internal static DiscordRoute? Read(string name, SettingsSection own, IReadOnlyList<SettingsSection> inherited)
    {
        if (own.Parsed("WebhookUrl", Webhook.Parse, Webhook.Allowed, secret: true) is not { } webhook)
            return null;
        SettingsSection[] sections = [own, .. inherited];
        return new DiscordRoute(
            name, webhook, Snowflake(own, "ThreadId"), own.Words("Groups"), [.. own.Words("Clans").Select(word => Clan(own, word))],
            KindsOf(own, inherited), DigestStyle.Read(sections), sections.Any(s => s.Boolean("SilentWhenUnchanged", false)));
    }

    private static HashSet<DigestKind> KindsOf(SettingsSection own, IReadOnlyList<SettingsSection> inherited)
    {
        var kinds = own.Words("Kinds").Select(word => Kind(own, "Kinds", word)).ToHashSet();
        if (kinds.Count == 0)
            kinds.UnionWith(Enum.GetValues<DigestKind>());
        foreach (var section in inherited.Append(own))
            kinds.ExceptWith(section.Words("Mute").Select(word => Kind(section, "Mute", word)));
        return kinds.Count > 0 ? kinds : throw own.Bad("Mute", "every kind", "to leave at least one of " + AllKinds);
    }

    private static string AllKinds => string.Join(", ", Enum.GetNames<DigestKind>()).ToLowerInvariant();

    private static DigestKind Kind(SettingsSection section, string key, string word) =>
        Enum.TryParse<DigestKind>(word, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(word[0])
            ? kind
            : throw section.Bad(key, $"'{word}'", $"any of {AllKinds}, with commas between them");

    private static long Clan(SettingsSection section, string word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw section.Bad("Clans", $"'{word}'", "clan ids such as 881267, with commas between them");

    private static ulong? Snowflake(SettingsSection section, string key) =>
        section.Text(key, "") is not { Length: > 0 } text ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id
        : throw section.Bad(key, $"'{text}'", "the number behind a thread's link in Discord");
}
