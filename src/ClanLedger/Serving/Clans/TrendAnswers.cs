namespace ClanLedger.Serving.Clans;

/// <summary>A clan on a day on which it was observed.</summary>
/// <param name="Date">The ledger's day.</param>
/// <param name="Members">Members the ledger had in the clan once that day's roster was applied: also who was not on it, but had not left. Days that an early ClanLedger recorded have those on bungie.net's roster.</param>
/// <param name="Joined">Who came that day: joined, returned or moved here. A baseline is not among them.</param>
/// <param name="Left">Who went that day: left or moved away; or before, when the clan was not tracked for a while.</param>
/// <param name="Turnover">Those who came and went, as a share of the members.</param>
/// <param name="MedianTenureDays">Half of the members had been in for longer; null for an empty clan.</param>
/// <param name="Active">Members who had played since the run before.</param>
public sealed record TrendDay(DateOnly Date, int Members, int Joined, int Left, double Turnover, double? MedianTenureDays, int Active);

/// <summary>A present member who has not played for a while.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Destiny name.</param>
/// <param name="BungieName">Bungie name with its code.</param>
/// <param name="Role">Their role.</param>
/// <param name="LastPlayed">UTC; null when their profile was never seen.</param>
/// <param name="LastSeenOnline">UTC; null when bungie.net never said.</param>
/// <param name="DaysInactive">Whole days since they last played; null when that is not known.</param>
public sealed record InactiveMember(
    long MembershipId, int MemberId, string Name, string? BungieName, string Role, DateTimeOffset? LastPlayed, DateTimeOffset? LastSeenOnline, int? DaysInactive);
