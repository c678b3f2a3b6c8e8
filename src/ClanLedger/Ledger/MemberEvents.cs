using System.Text.Json.Serialization;

namespace ClanLedger.Ledger;

// Storage format: the events of the streams member/{membershipId}. Names and shapes are for ever; evolve by upcasting.
// EffectiveDate is the ledger's day in the configured zone. Which run and snapshot saw it is metadata.

/// <summary>Something that happened to a member, as of a day of the ledger.</summary>
public interface IMemberEvent : ILedgerEvent;

/// <summary>First seen in a tracked clan.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="MemberId">Given once, here; every replay gives the member the same number.</param>
/// <param name="Baseline">The clan was observed for the first time: when the member really joined is not known.</param>
/// <param name="Stay">Clan, role and join date.</param>
/// <param name="Names">All names.</param>
/// <param name="Profile">Platform, icons and Bungie.net link.</param>
/// <param name="LastSeenOnline">lastOnlineStatusChange of the roster, UTC.</param>
/// <param name="Destiny">Versions and characters; null when the profile could not be seen.</param>
public sealed record MemberJoined(
    DateOnly EffectiveDate, int MemberId, bool Baseline, Stay Stay, MemberNames Names, MemberProfile Profile,
    DateTimeOffset? LastSeenOnline, DestinyProfile? Destiny) : IMemberEvent;

/// <summary>Absent from a complete roster of their clan, and in no other tracked clan. Their characters close with them.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="ClanId">The clan they left.</param>
/// <param name="To">The clan bungie.net says they are in now; null when in none, or when it was not asked or did not answer.</param>
/// <param name="Confirmed">bungie.net was asked where they are, and did not name this clan; false: not asked, or no answer.</param>
/// <param name="Baseline">The clan was observed for the first time since it is tracked again: they left on this day or before. Not of a leave
/// that only a later roster tells.</param>
public sealed record MemberLeft(
    DateOnly EffectiveDate, long ClanId, ClanElsewhere? To = null, bool Confirmed = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Baseline = false) : IMemberEvent;

/// <summary>A former member was seen again, in the same or another tracked clan.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="FormerClanId">The clan they were last in.</param>
/// <param name="Stay">Clan, role and join date of the new stay.</param>
/// <param name="Characters">The characters seen on that day: they are open (again). Empty when the profile could not be seen.</param>
/// <param name="Baseline">The clan was observed for the first time: they came on this day or before.</param>
public sealed record MemberReturned(
    DateOnly EffectiveDate, long FormerClanId, Stay Stay, IReadOnlyList<CharacterSeen> Characters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Baseline = false) : IMemberEvent;

/// <summary>Moved from one tracked clan to another: one event, not a leave and a join.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="FromClanId">The clan they were in.</param>
/// <param name="Stay">Clan, role and join date of the new stay.</param>
/// <param name="Baseline">The clan was observed for the first time, and the one they were in is not tracked any more: they came on this day or before.</param>
public sealed record MemberTransferred(
    DateOnly EffectiveDate, long FromClanId, Stay Stay,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Baseline = false) : IMemberEvent;

/// <summary>One or more of the member's names changed.</summary>
public sealed record MemberRenamed(DateOnly EffectiveDate, MemberNames Old, MemberNames New) : IMemberEvent;

/// <summary>Promoted or demoted within the clan.</summary>
public sealed record MemberRoleChanged(
    DateOnly EffectiveDate, long ClanId, string Old, string New) : IMemberEvent;

/// <summary>bungie.net restated when the member joined the clan they are in.</summary>
public sealed record MemberJoinDateRestated(
    DateOnly EffectiveDate, long ClanId, DateTimeOffset? Old, DateTimeOffset? New) : IMemberEvent;

/// <summary>Platform, icon or Bungie.net link changed.</summary>
public sealed record MemberProfileChanged(DateOnly EffectiveDate, MemberProfile Old, MemberProfile New) : IMemberEvent;

/// <summary>The releases owned changed, or were seen for the first time (<paramref name="Old"/> null).</summary>
public sealed record GameVersionsChanged(DateOnly EffectiveDate, int? Old, int New) : IMemberEvent;

/// <summary>A character not seen before.</summary>
public sealed record CharacterCreated(DateOnly EffectiveDate, CharacterSeen Character) : IMemberEvent;

/// <summary>A character is absent from a profile that could be seen whole.</summary>
public sealed record CharacterDeleted(DateOnly EffectiveDate, long CharacterId) : IMemberEvent;

/// <summary>A character once deleted, or closed with its member's leave, was seen again.</summary>
public sealed record CharacterReturned(DateOnly EffectiveDate, CharacterSeen Character) : IMemberEvent;

/// <summary>Played since the last run. One per member and run.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="LastPlayed">profile.data.dateLastPlayed, UTC.</param>
/// <param name="LastSeenOnline">lastOnlineStatusChange of the roster, UTC.</param>
/// <param name="Characters">The characters whose minutes or last played changed.</param>
public sealed record MemberPlayed(
    DateOnly EffectiveDate, DateTimeOffset? LastPlayed, DateTimeOffset? LastSeenOnline,
    IReadOnlyList<CharacterSeen> Characters) : IMemberEvent;

/// <summary>Went online or offline since the last run, with no play to be seen.</summary>
public sealed record MemberSeenOnline(DateOnly EffectiveDate, DateTimeOffset LastSeenOnline) : IMemberEvent;
