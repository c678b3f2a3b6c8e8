using ClanLedger.Serving.Answering;

namespace ClanLedger.Serving.Rosters;

/// <summary>A page of a roster.</summary>
/// <param name="Name">Name of the clan or group.</param>
/// <param name="AsOf">The day asked for; null: now.</param>
/// <param name="Observed">Whether complete rosters of that day were seen; if not, these are those of <paramref name="LastObserved"/>.</param>
/// <param name="LastObserved">The last day, up to the one asked for, on which complete rosters were seen.</param>
/// <param name="KnownSince">The first day of which anything can be said.</param>
/// <param name="Total">Members that fit the question, on all pages.</param>
/// <param name="Items">The members of this page.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last.</param>
public sealed record RosterAnswer(
    string Name, DateOnly? AsOf, bool Observed, DateOnly? LastObserved, DateOnly? KnownSince, int Total,
    IReadOnlyList<RosterItem> Items, string? NextCursor) : IListing<RosterItem>;

/// <summary>A member of a roster, as of its day.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Destiny name of that day.</param>
/// <param name="BungieName">Bungie name with its code, of that day; null when there was none.</param>
/// <param name="Role">Role of that day.</param>
/// <param name="ClanId">The clan they were in.</param>
/// <param name="Joined">First day of the stay.</param>
/// <param name="Baseline">The clan was first observed on that day: they joined then or before.</param>
/// <param name="TenureDays">Days from <paramref name="Joined"/> to the roster's day.</param>
/// <param name="LastPlayed">UTC, as known on that day; null when the profile had never been seen.</param>
public sealed record RosterItem(
    long MembershipId, int MemberId, string Name, string? BungieName, string Role, long ClanId, DateOnly Joined, bool Baseline,
    int TenureDays, DateTimeOffset? LastPlayed)
{
    internal static RosterItem Of(RosterMember m, DateOnly day) => new(
        m.MembershipId, m.MemberId, m.Names.DestinyName, m.Names.BungieGlobal, m.Role, m.ClanId, m.Joined, m.Baseline,
        Math.Max(0, day.DayNumber - m.Joined.DayNumber), m.LastPlayed);
}
