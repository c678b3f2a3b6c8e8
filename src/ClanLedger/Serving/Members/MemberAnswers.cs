using ClanLedger.Serving.Answering;

namespace ClanLedger.Serving.Members;

/// <summary>A present or former member.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Destiny name.</param>
/// <param name="BungieName">Bungie name with its code.</param>
/// <param name="ClanId">The clan they are in, or were last in.</param>
/// <param name="ClanName">Its name; null when it is not known.</param>
/// <param name="Role">Their role, or the last one.</param>
/// <param name="Added">The day they were first observed.</param>
/// <param name="Left">The day they left; null: present.</param>
/// <param name="FoundBy">The name, present or past, in lower case, that fits what was searched for; null without a search.</param>
public sealed record MemberItem(
    long MembershipId, int MemberId, string Name, string? BungieName, long ClanId, string? ClanName, string Role, DateOnly Added, DateOnly? Left, string? FoundBy);

/// <summary>All that the ledger knows of a member.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Destiny name.</param>
/// <param name="BungieName">Bungie name with its code.</param>
/// <param name="BungieAccountName">Name of the Bungie.net account; null without one.</param>
/// <param name="BungieId">Bungie.net account; null without one.</param>
/// <param name="MembershipType">BungieMembershipType: 1 Xbox, 2 PSN, 3 Steam, 6 Epic, ...</param>
/// <param name="IconPath">Icon of the Destiny membership.</param>
/// <param name="ClanId">The clan they are in, or were last in.</param>
/// <param name="ClanName">Its name; null when it is not known.</param>
/// <param name="Role">Their role, or the last one.</param>
/// <param name="Added">The day they were first observed.</param>
/// <param name="Left">The day they left; null: present.</param>
/// <param name="JoinDate">bungie.net's claim of when they joined, UTC.</param>
/// <param name="VersionsOwned">DestinyGameVersions, a sum of bits; null when the profile was never seen.</param>
/// <param name="NewestRelease">The newest release among them.</param>
/// <param name="LastSeenOnline">UTC.</param>
/// <param name="LastPlayed">UTC; null when the profile was never seen.</param>
/// <param name="Characters">Present and deleted characters.</param>
/// <param name="FormerNames">What they were called before, oldest first.</param>
public sealed record MemberAnswer(
    long MembershipId, int MemberId, string Name, string? BungieName, string? BungieAccountName, long? BungieId, int MembershipType, string? IconPath,
    long ClanId, string? ClanName, string Role, DateOnly Added, DateOnly? Left, DateTimeOffset? JoinDate, int? VersionsOwned, string? NewestRelease,
    DateTimeOffset? LastSeenOnline, DateTimeOffset? LastPlayed, IReadOnlyList<CharacterAnswer> Characters, IReadOnlyList<FormerName> FormerNames);

/// <summary>A character.</summary>
/// <param name="CharacterId">characterId.</param>
/// <param name="Class">Titan, Hunter or Warlock.</param>
/// <param name="Added">The day it was first observed.</param>
/// <param name="Deleted">The day it was gone, or its member left; null: present.</param>
/// <param name="MinutesPlayedTotal">Minutes, all time.</param>
/// <param name="LastPlayed">Start of the last session, UTC.</param>
public sealed record CharacterAnswer(long CharacterId, string Class, DateOnly Added, DateOnly? Deleted, int MinutesPlayedTotal, DateTimeOffset LastPlayed);

/// <summary>Names that a member no longer goes by.</summary>
/// <param name="Until">The day on which others replaced them.</param>
/// <param name="Name">Destiny name.</param>
/// <param name="BungieName">Bungie name with its code.</param>
/// <param name="BungieAccountName">Name of the Bungie.net account.</param>
public sealed record FormerName(DateOnly Until, string Name, string? BungieName, string? BungieAccountName);

/// <summary>A time in a clan.</summary>
/// <param name="Stay">1 is the first.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="ClanName">Its name; null when it is not known.</param>
/// <param name="Joined">First day.</param>
/// <param name="Left">The day they left or moved; null: still there.</param>
/// <param name="Days">Days from the first to the last, or to today.</param>
/// <param name="Baseline">The clan was first observed on the first day: they joined then or before.</param>
/// <param name="JoinDate">bungie.net's claim of when they joined, UTC.</param>
public sealed record StayItem(
    int Stay, long ClanId, string? ClanName, DateOnly Joined, DateOnly? Left, int Days, bool Baseline, DateTimeOffset? JoinDate);

/// <summary>What a run saw of a member's play.</summary>
/// <param name="Date">The ledger's day.</param>
/// <param name="LastPlayed">UTC; null when it was not told.</param>
/// <param name="Minutes">Minutes played since they were last seen, over all characters; null when that is not known.</param>
/// <param name="Characters">How many characters were played.</param>
public sealed record ActivityItem(DateOnly Date, DateTimeOffset? LastPlayed, int? Minutes, int Characters);

/// <summary>Something in a member's history.</summary>
/// <param name="Event">The event's id.</param>
/// <param name="Version">Its place in the member's stream, 1 being the first.</param>
/// <param name="Date">The ledger's day.</param>
/// <param name="Kind">The event's kind.</param>
/// <param name="What">In one or two words.</param>
/// <param name="Details">The rest, for people.</param>
/// <param name="Recorded">When it was written down, UTC.</param>
/// <param name="Data">The event itself.</param>
public sealed record TimelineItem(Guid Event, long Version, DateOnly Date, string Kind, string What, string Details, DateTimeOffset Recorded, RawJson Data);

/// <summary>How an event is known.</summary>
/// <param name="Event">The event's id.</param>
/// <param name="Kind">The event's kind.</param>
/// <param name="Date">The ledger's day.</param>
/// <param name="What">In one or two words.</param>
/// <param name="Details">The rest, for people.</param>
/// <param name="Recorded">When it was written down, UTC.</param>
/// <param name="RunId">The run that found it.</param>
/// <param name="SnapshotId">The roster behind it.</param>
/// <param name="By">Who decided on it, when someone did.</param>
/// <param name="AbsentFrom">Rosters of the clans concerned that the member is not on.</param>
/// <param name="PresentIn">Rosters of the clans concerned that the member is on.</param>
/// <param name="NoLongerKept">Rosters whose members are no longer kept; their hashes are.</param>
public sealed record WhyAnswer(
    Guid Event, string Kind, DateOnly Date, string What, string Details, DateTimeOffset Recorded, Guid? RunId, long? SnapshotId, string? By,
    IReadOnlyList<Evidence> AbsentFrom, IReadOnlyList<Evidence> PresentIn, IReadOnlyList<Evidence> NoLongerKept);

/// <summary>A roster that shows it.</summary>
/// <param name="SnapshotId">The snapshot.</param>
/// <param name="RunId">The run that read it.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Date">The ledger's day.</param>
/// <param name="Verdict">What it was worth.</param>
/// <param name="Hash">SHA-256 of the roster, hex; null when it was not read whole.</param>
/// <param name="Members">Distinct members on it.</param>
/// <param name="Fetched">When it was read, UTC; null when that is no longer known.</param>
/// <param name="OfTheRun">It is of the run that found the event; else it is the one believed before.</param>
public sealed record Evidence(
    long SnapshotId, Guid RunId, long ClanId, DateOnly Date, string Verdict, string? Hash, int Members, DateTimeOffset? Fetched, bool OfTheRun);
