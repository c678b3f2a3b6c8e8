using ClanLedger.Ledger;

namespace ClanLedger.Diffing;

/// <summary>All that one run found out about one member: the rows of <c>staging.fn_diff</c> with the same membership id.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="SnapshotId">The snapshot that shows it: the one the member is in, or is absent from.</param>
/// <param name="MemberId">The ledger's number; null for someone never seen before.</param>
/// <param name="Kinds">What changed.</param>
/// <param name="Seen">The member as the roster has them; null when absent, or when nothing but characters changed.</param>
/// <param name="Known">The member as the ledger has them; null when new, or when nothing but characters changed.</param>
/// <param name="ClanId">The clan they are in now; null when absent.</param>
/// <param name="KnownClanId">The clan they were last in; null when new.</param>
/// <param name="Baseline">The clan is observed for the first time, and the one they were in is not tracked any more: they came on this day or before. Of a
/// leaver: their clan is observed for the first time since it is tracked again: they left on this day or before.</param>
/// <param name="LastPlayed">profile.data.dateLastPlayed.</param>
/// <param name="LastSeenOnline">lastOnlineStatusChange of the roster.</param>
/// <param name="VersionsOwned">Bits; null when the profile was not seen.</param>
/// <param name="KnownVersionsOwned">Bits; null when they were never seen.</param>
/// <param name="Characters">The characters that changed.</param>
/// <param name="To">Where a leaver went, when bungie.net said so.</param>
/// <param name="Confirmed">bungie.net was asked about a leaver, and said that they are not in the clan.</param>
public sealed record MemberChanges(
    long MembershipId, long SnapshotId, int? MemberId, MemberChangeKinds Kinds, MemberAttributes? Seen, MemberAttributes? Known,
    long? ClanId, long? KnownClanId, bool Baseline, DateTimeOffset? LastPlayed, DateTimeOffset? LastSeenOnline,
    int? VersionsOwned, int? KnownVersionsOwned, IReadOnlyList<CharacterChange> Characters, ClanElsewhere? To = null, bool Confirmed = false)
{
    /// <summary>The clan in whose counts this member's changes stand.</summary>
    public long CountedIn => ClanId ?? KnownClanId!.Value;

    /// <summary>Whether this kind is among the changes.</summary>
    public bool Has(MemberChangeKinds kind) => (Kinds & kind) != MemberChangeKinds.None;
}

/// <summary>What is compared of a member, beside play.</summary>
public sealed record MemberAttributes(string Role, DateTimeOffset? JoinDate, MemberNames Names, MemberProfile? Profile);

/// <summary>A character that appeared, vanished, came back or was played.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="CharacterId">characterId.</param>
/// <param name="Seen">As seen; null when deleted.</param>
public sealed record CharacterChange(CharacterChangeKind Kind, long CharacterId, CharacterSeen? Seen);

/// <summary>Kinds of member changes, by the names <c>staging.fn_diff</c> gives them.</summary>
[Flags]
public enum MemberChangeKinds
{
    /// <summary>Only characters changed.</summary>
    None = 0,

    /// <summary>Never seen before.</summary>
    Joined = 1,

    /// <summary>Absent from the complete roster of their clan and from every other.</summary>
    Left = 2,

    /// <summary>A former member is on a roster.</summary>
    Returned = 4,

    /// <summary>On another tracked clan's roster.</summary>
    Transferred = 8,

    /// <summary>A name differs.</summary>
    Renamed = 16,

    /// <summary>The role differs.</summary>
    RoleChanged = 32,

    /// <summary>The join date differs within the same stay.</summary>
    JoinDateRestated = 64,

    /// <summary>Platform, icon or Bungie.net link differs.</summary>
    ProfileChanged = 128,

    /// <summary>Versions owned differ.</summary>
    VersionsChanged = 256,

    /// <summary>Last played differs.</summary>
    Played = 512,

    /// <summary>Last online status change differs.</summary>
    SeenOnline = 1024,
}

/// <summary>Kinds of character changes.</summary>
public enum CharacterChangeKind
{
    /// <summary>Never seen before.</summary>
    Created,

    /// <summary>Absent from a whole profile, or closed with its leaver.</summary>
    Deleted,

    /// <summary>Closed before, seen again.</summary>
    Returned,

    /// <summary>Minutes or last played differ.</summary>
    Played,
}
