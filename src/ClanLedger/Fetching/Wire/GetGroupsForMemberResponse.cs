using System.Text.Json.Serialization;

namespace ClanLedger.Fetching.Wire;

/// <summary>GroupsV2.GetGroupsForMember, asked for clans alone.</summary>
public sealed record GetGroupsForMemberResponse
{
    public IReadOnlyList<GroupMembership?>? Results { get; set; }
    public int? TotalResults { get; set; }

    /// <summary>Whether it names a clan, or says that there is none. An empty list beside a count, or one of nothing but blanks, says neither.</summary>
    [JsonIgnore]
    public bool SaysWhere => Results is { } results && (results.Count == 0 ? TotalResults is null or 0 : results.Any(r => r?.Group is { GroupId: > 0 }));
}

public sealed record GroupMembership
{
    /// <summary>The clan.</summary>
    public GroupDetail? Group { get; set; }
}
