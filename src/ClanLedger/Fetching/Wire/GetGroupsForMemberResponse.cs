namespace ClanLedger.Fetching.Wire;

/// <summary>GroupsV2.GetGroupsForMember, asked for clans alone.</summary>
public sealed record GetGroupsForMemberResponse(IReadOnlyList<GroupMembership>? Results);

/// <param name="Group">The clan.</param>
public sealed record GroupMembership(GroupDetail? Group);
