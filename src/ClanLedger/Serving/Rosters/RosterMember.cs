using ClanLedger.Ledger;

namespace ClanLedger.Serving.Rosters;

/// <summary>A member as of a day: names, role and play as the ledger knew them then.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Names">Names of that day.</param>
/// <param name="Role">Role of that day.</param>
/// <param name="ClanId">The clan they were in.</param>
/// <param name="Joined">Effective date of the stay's beginning.</param>
/// <param name="Baseline">The clan was first observed on that day: they joined then or before.</param>
/// <param name="LastPlayed">UTC; null when the profile had never been seen.</param>
public sealed record RosterMember(
    long MembershipId, int MemberId, MemberNames Names, string Role, long ClanId, DateOnly Joined, bool Baseline, DateTimeOffset? LastPlayed);
