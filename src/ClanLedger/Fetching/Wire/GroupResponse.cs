namespace ClanLedger.Fetching.Wire;

/// <summary>GroupsV2.GetGroup.</summary>
public sealed record GroupResponse(GroupDetail? Detail);

/// <param name="GroupId">int64 as a string.</param>
/// <param name="Name">The clan's name.</param>
/// <param name="GroupType">1 is a clan, 0 any other group.</param>
/// <param name="MemberCount">May lag by one or two (Bungie-net/api#699).</param>
/// <param name="ClanInfo">Absent for groups that are no clans.</param>
public sealed record GroupDetail(long GroupId, string? Name, int GroupType, int? MemberCount, ClanInfo? ClanInfo);

public sealed record ClanInfo(string? ClanCallsign);
