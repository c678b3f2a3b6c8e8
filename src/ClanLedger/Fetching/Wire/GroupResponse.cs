namespace ClanLedger.Fetching.Wire;

/// <summary>GroupsV2.GetGroup.</summary>
public sealed record GroupResponse
{
    public GroupDetail? Detail { get; set; }
}

public sealed record GroupDetail
{
    /// <summary>int64 as a string.</summary>
    public long GroupId { get; set; }

    /// <summary>The clan's name.</summary>
    public string? Name { get; set; }

    /// <summary>1 is a clan, 0 any other group.</summary>
    public int GroupType { get; set; }

    /// <summary>May lag by one or two (Bungie-net/api#699).</summary>
    public int? MemberCount { get; set; }

    /// <summary>Absent for groups that are no clans.</summary>
    public ClanInfo? ClanInfo { get; set; }
}

public sealed record ClanInfo
{
    public string? ClanCallsign { get; set; }
}
