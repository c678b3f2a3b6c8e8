namespace ClanLedger.Fetching.Wire;

/// <summary>GroupsV2.GetGroupsForMember, asked for clans alone.</summary>
public sealed record GetGroupsForMemberResponse
{
    public IReadOnlyList<GroupMembership?>? Results { get; set; }
}

public sealed record GroupMembership
{
    /// <summary>The clan.</summary>
    public GroupDetail? Group { get; set; }
}
