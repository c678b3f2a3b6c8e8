using ClanLedger.Ledger;

namespace ClanLedger.Serving;

/// <summary>Events in words, for people. Pure.</summary>
/// <param name="What">One or two words.</param>
/// <param name="Details">The rest; may hold names, verbatim.</param>
internal sealed record Telling(string What, string Details)
{
    /// <summary>Tells one event.</summary>
    /// <param name="event">The event.</param>
    /// <param name="clanName">A clan's name by its id.</param>
    public static Telling Of(IMemberEvent @event, Func<long, string> clanName) => @event switch
    {
        MemberJoined { Baseline: true } e => new("Known", $"in {clanName(e.Stay.ClanId)} since this day or before, as {e.Stay.Role}: {Called(e.Names)}"),
        MemberJoined e => new("Joined", $"{clanName(e.Stay.ClanId)} as {e.Stay.Role}: {Called(e.Names)}"),
        MemberLeft { To: { } to } e => new("Left", $"{clanName(e.ClanId)}{OrBefore(e.Baseline)}, now in {to.Name ?? to.ClanId.ToString()}"),
        MemberLeft e => new("Left", $"{clanName(e.ClanId)}{OrBefore(e.Baseline)}"),
        MemberReturned e when e.Stay.ClanId == e.FormerClanId => new("Returned", $"to {clanName(e.Stay.ClanId)} as {e.Stay.Role}{OrBefore(e.Baseline)}"),
        MemberReturned e => new("Returned", $"to {clanName(e.Stay.ClanId)} as {e.Stay.Role}, formerly in {clanName(e.FormerClanId)}{OrBefore(e.Baseline)}"),
        MemberTransferred e => new("Moved", $"{clanName(e.FromClanId)} → {clanName(e.Stay.ClanId)} as {e.Stay.Role}{OrBefore(e.Baseline)}"),
        MemberRenamed e => new("Renamed", Renamed(e.Old, e.New)),
        MemberRoleChanged e => new(RoleChange(e), $"{e.Old} → {e.New}"),
        MemberJoinDateRestated e => new("Join date", $"bungie.net now says {e.New:yyyy-MM-dd}{(e.Old is { } old ? $" instead of {old:yyyy-MM-dd}" : "")}"),
        MemberProfileChanged e => new("Profile", Profile(e.Old, e.New)),
        GameVersionsChanged e => new("Versions", $"now owns {Releases.Newest(e.New)}"),
        CharacterCreated e => new("New character", ClassOf(e.Character)),
        CharacterReturned e => new("Character back", ClassOf(e.Character)),
        CharacterDeleted e => new("Character gone", $"character {e.CharacterId}"),
        MemberPlayed e => new("Played", e.LastPlayed is { } at ? $"last on {at:yyyy-MM-dd HH:mm} UTC" : ""),
        MemberSeenOnline e => new("Online", $"{e.LastSeenOnline:yyyy-MM-dd HH:mm} UTC"),
        _ => throw new NotSupportedException($"No words for the event {@event.GetType().Name}"),
    };

    private static string RoleChange(MemberRoleChanged e) =>
        Roles.Rank(e.Old) < 0 || Roles.Rank(e.New) < 0 ? "Role changed" : Roles.Rank(e.New) > Roles.Rank(e.Old) ? "Promoted" : "Demoted";

    private static string OrBefore(bool baseline) => baseline ? ", on this day or before" : "";

    private static string Called(MemberNames names) =>
        names.BungieGlobal is { } global && global != names.DestinyName ? $"{names.DestinyName} ({global})" : names.DestinyName;

    private static string Renamed(MemberNames old, MemberNames now) => string.Join("; ", new[]
    {
        old.DestinyName == now.DestinyName ? null : $"{old.DestinyName} → {now.DestinyName}",
        old.BungieGlobal == now.BungieGlobal ? null : $"Bungie name {old.BungieGlobal ?? "none"} → {now.BungieGlobal}",
        old.BungieName == now.BungieName ? null : $"Bungie.net account {old.BungieName ?? "none"} → {now.BungieName}",
    }.OfType<string>());

    private static string Profile(MemberProfile old, MemberProfile now) =>
        old.MembershipType != now.MembershipType ? $"platform {old.MembershipType} → {now.MembershipType}"
        : old.BungieId != now.BungieId ? "Bungie.net account linked"
        : "icon changed";

    private static string ClassOf(CharacterSeen character) => ClassOf(character.ClassHash);

    /// <summary>The class behind a classHash.</summary>
    public static string ClassOf(uint classHash) => classHash switch
    {
        3655393761 => "Titan",
        671679327 => "Hunter",
        2271682572 => "Warlock",
        _ => $"class {classHash}",
    };
}
