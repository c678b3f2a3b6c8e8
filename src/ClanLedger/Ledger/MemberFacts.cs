using System.Text.Json.Serialization;

namespace ClanLedger.Ledger;

// Storage format: these shapes lie inside events and are for ever.

/// <summary>What a member is called, verbatim as bungie.net gave it.</summary>
/// <param name="DestinyName">destinyUserInfo.displayName.</param>
/// <param name="GlobalName">bungieGlobalDisplayName; null when bungie.net never gave one.</param>
/// <param name="GlobalNameCode">The number behind the #, 0 to 9999, shown zero-padded to four digits.</param>
/// <param name="BungieName">bungieNetUserInfo.displayName; null without a Bungie.net account.</param>
public sealed record MemberNames(string DestinyName, string? GlobalName, short? GlobalNameCode, string? BungieName)
{
    /// <summary>The Bungie name as the game shows it, <c>Name#0042</c>; null when bungie.net gave none.</summary>
    [JsonIgnore]
    public string? BungieGlobal => GlobalName is null ? null : GlobalNameCode is { } code ? $"{GlobalName}#{code:0000}" : GlobalName;
}

/// <summary>The member's platform, icon and Bungie.net link. Icon paths are absolute.</summary>
/// <param name="MembershipType">BungieMembershipType of the Destiny membership: 1 Xbox, 2 PSN, 3 Steam, 6 Epic, ...</param>
/// <param name="IconPath">Icon of the Destiny membership.</param>
/// <param name="BungieId">Bungie.net account; null when none is linked.</param>
/// <param name="BungieMembershipType">254 (BungieNext) when an account is linked.</param>
/// <param name="BungieIconPath">Icon of the Bungie.net account.</param>
public sealed record MemberProfile(
    int MembershipType, string? IconPath, long? BungieId, int? BungieMembershipType, string? BungieIconPath);

/// <summary>A place in a clan.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Role">The name of RuntimeGroupMemberType: Beginner, Member, Admin, ActingFounder, Founder.</param>
/// <param name="JoinDate">Bungie's claim, in truth the date of the request or invite (Bungie-net/api#888).</param>
public sealed record Stay(long ClanId, string Role, DateTimeOffset? JoinDate);

/// <summary>A clan, tracked or not, that someone went to.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Name">Its name, when bungie.net gave one.</param>
public sealed record ClanElsewhere(long ClanId, string? Name);

/// <summary>A character as last seen.</summary>
/// <param name="CharacterId">characterId.</param>
/// <param name="ClassHash">Titan 3655393761, Hunter 671679327, Warlock 2271682572.</param>
/// <param name="MinutesPlayedTotal">Minutes, all time.</param>
/// <param name="LastPlayed">Start of the last session, UTC.</param>
public sealed record CharacterSeen(
    long CharacterId, uint ClassHash, int MinutesPlayedTotal, DateTimeOffset LastPlayed);

/// <summary>What a member's Destiny 2 profile said when it could be seen.</summary>
/// <param name="VersionsOwned">DestinyGameVersions, a sum of bits.</param>
/// <param name="LastPlayed">profile.data.dateLastPlayed, UTC.</param>
/// <param name="Characters">All characters of the account, by characterId.</param>
public sealed record DestinyProfile(int VersionsOwned, DateTimeOffset? LastPlayed, IReadOnlyList<CharacterSeen> Characters);
