using ClanLedger.Ledger;

namespace ClanLedger.Staging;

/// <summary>A row on its way into the staging schema.</summary>
public abstract record StagedRow;

/// <summary>A member of a roster: <c>staging.t_clan_members</c>.</summary>
/// <param name="ClanId">The clan whose roster it is.</param>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="DestinyName">Null when bungie.net left it out.</param>
/// <param name="GlobalName">Null when missing or empty.</param>
/// <param name="GlobalNameCode">0 to 9999.</param>
/// <param name="BungieName">Null without a Bungie.net account.</param>
/// <param name="Profile">Platform, icons and Bungie.net link.</param>
/// <param name="Role">Name of the memberType; null when bungie.net left it out.</param>
/// <param name="JoinDate">Bungie's claim.</param>
/// <param name="LastSeenOnline">lastOnlineStatusChange.</param>
/// <param name="Overridden">Another membership is played in place of this one, by cross save.</param>
public sealed record StagedMember(
    long ClanId, long MembershipId, string? DestinyName, string? GlobalName, short? GlobalNameCode, string? BungieName,
    MemberProfile Profile, string? Role, DateTimeOffset? JoinDate, DateTimeOffset? LastSeenOnline,
    bool Overridden = false) : StagedRow
{
    /// <summary>By what the profile is asked for.</summary>
    public DestinyMembership Membership => new(MembershipId, Profile.MembershipType);
}

/// <summary>What a profile is asked for by.</summary>
/// <param name="Id">Destiny membershipId.</param>
/// <param name="Type">BungieMembershipType.</param>
public sealed record DestinyMembership(long Id, int Type);

/// <summary>An answered request for a profile: <c>staging.t_member_profiles</c> and <c>staging.t_member_characters</c>.</summary>
/// <param name="Member">Whose it is.</param>
/// <param name="Profile">Null when it could not be seen whole: private, without Destiny 2, or contradicting itself.</param>
public sealed record StagedProfile(DestinyMembership Member, DestinyProfile? Profile) : StagedRow;

/// <summary>A clan's roster and what it is worth: <c>staging.t_snapshots</c>. Comes after all members of its clan.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Verdict">One of <see cref="Verdicts"/>.</param>
/// <param name="Reason">Why it is not complete.</param>
/// <param name="Names">Name and call sign; null when they could not be read.</param>
/// <param name="MemberCount">detail.memberCount, bungie.net's claim.</param>
/// <param name="TotalResults">totalResults of the roster, bungie.net's claim.</param>
/// <param name="Members">Distinct members read.</param>
/// <param name="Hash">SHA-256 of the roster, hex; null unless complete.</param>
/// <param name="Fetched">When it was judged, UTC.</param>
public sealed record StagedSnapshot(
    long ClanId, string Verdict, string? Reason, ClanNames? Names, int? MemberCount, int? TotalResults,
    int Members, string? Hash, DateTimeOffset Fetched) : StagedRow;
