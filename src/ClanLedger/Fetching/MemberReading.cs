using ClanLedger.Fetching.Wire;
using ClanLedger.Ledger;
using ClanLedger.Staging;

namespace ClanLedger.Fetching;

/// <summary>From bungie.net's shapes to staged rows. Pure.</summary>
internal static class MemberReading
{
    private const string IconHost = "https://www.bungie.net";

    /// <summary>An account has three characters at the most; a profile with many more is no profile.</summary>
    private const int MostCharacters = 12;

    /// <summary>A clan's name and call sign.</summary>
    public static ClanNames Names(GroupDetail detail) => new(NotEmpty(Storable(detail.Name)), NotEmpty(Storable(detail.ClanInfo?.ClanCallsign)));

    /// <summary>A member of a roster; null for an entry that does not say who it is about.</summary>
    public static StagedMember? Read(long clanId, GroupMember? entry)
    {
        if (entry?.DestinyUserInfo is not { MembershipId: > 0 and var membershipId, MembershipType: { } membershipType } destiny)
            return null;
        var bungie = entry.BungieNetUserInfo;
        long? account = bungie?.MembershipId is > 0 and var id ? id : null;
        var profile = new MemberProfile(
            membershipType, Icon(destiny.IconPath),
            account, account is null ? null : bungie!.MembershipType, Icon(bungie?.IconPath));
        return new StagedMember(
            clanId, membershipId, NotEmpty(Storable(destiny.DisplayName)),
            NotEmpty(Storable(destiny.BungieGlobalDisplayName)), destiny.BungieGlobalDisplayNameCode, NotEmpty(Storable(bungie?.DisplayName)),
            profile, entry.MemberType is { } type ? Roles.NameOf(type) : null, Moment(entry.JoinDate), Epoch(entry.LastOnlineStatusChange), destiny.Overridden);
    }

    /// <summary>A profile that was seen whole; null when a component is hidden or the answer contradicts itself.</summary>
    public static DestinyProfile? Read(DestinyMembership member, DestinyProfileResponse response)
    {
        if (response.Profile?.Data is not { VersionsOwned: { } versions } profile || response.Characters?.Data is not { } characters)
            return null;
        if (profile.UserInfo is { } user && (user.MembershipId is { } id && id != member.Id
            || user.MembershipType is { } type && type != member.Type))
            return null;
        if (characters.Count > MostCharacters)
            return null;
        if (profile.CharacterIds is not { } ids || !ids.ToHashSet().SetEquals(characters.Keys))
            return null;
        var seen = new List<CharacterSeen>(characters.Count);
        foreach (var (key, character) in characters)
        {
            if (character is not { CharacterId: { } characterId, ClassHash: { } classHash, MinutesPlayedTotal: { } minutes } || characterId != key
                || Moment(character.DateLastPlayed) is not { } lastPlayed)
                return null;
            seen.Add(new CharacterSeen(characterId, classHash, (int)Math.Clamp(minutes, 0, int.MaxValue), lastPlayed));
        }

        seen.Sort(static (a, b) => a.CharacterId.CompareTo(b.CharacterId));
        return new DestinyProfile(versions, Moment(profile.DateLastPlayed), seen);
    }

    private static string? Icon(string? path) =>
        string.IsNullOrEmpty(path) ? null : path.StartsWith('/') ? IconHost + Storable(path) : Storable(path);

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>PostgreSQL's text holds every code point but U+0000.</summary>
    private static string? Storable(string? text) => text?.Replace('\0', '\uFFFD');

    /// <summary>UTC, in the microseconds that PostgreSQL keeps. The first and the last year of .NET's calendar stand for no date.</summary>
    private static DateTimeOffset? Moment(DateTimeOffset? moment) =>
        moment is { Year: > 1 and < 9999 } some ? some.ToUniversalTime().AddTicks(-(some.Ticks % TimeSpan.TicksPerMicrosecond)) : null;

    private static DateTimeOffset? Epoch(long? seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;
}
