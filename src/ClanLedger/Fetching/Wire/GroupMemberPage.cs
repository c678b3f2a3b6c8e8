using System.Text.Json.Serialization;

namespace ClanLedger.Fetching.Wire;

/// <summary>GroupsV2.GetMembersOfGroup.</summary>
public sealed record GroupMemberPage
{
    public IReadOnlyList<GroupMember?>? Results { get; set; }
    public int? TotalResults { get; set; }
    public bool HasMore { get; set; }
}

public sealed record GroupMember
{
    /// <summary>RuntimeGroupMemberType; what bungie.net leaves out is no change.</summary>
    [JsonConverter(typeof(OptionalNumber<int>))]
    public int? MemberType { get; set; }

    /// <summary>Epoch seconds, int64 as a string.</summary>
    [JsonConverter(typeof(OptionalNumber<long>))]
    public long? LastOnlineStatusChange { get; set; }

    /// <summary>The Destiny membership.</summary>
    public DestinyUserInfo? DestinyUserInfo { get; set; }

    /// <summary>Absent or empty without a Bungie.net account.</summary>
    public BungieNetUserInfo? BungieNetUserInfo { get; set; }

    /// <summary>In truth the date of the request or invite (Bungie-net/api#888).</summary>
    [JsonConverter(typeof(OptionalDate))]
    public DateTimeOffset? JoinDate { get; set; }
}

public sealed record DestinyUserInfo
{
    /// <summary>int64 as a string.</summary>
    public long? MembershipId { get; set; }

    /// <summary>BungieMembershipType.</summary>
    public int? MembershipType { get; set; }

    /// <summary>The name the roster shows.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Missing or empty for some.</summary>
    public string? BungieGlobalDisplayName { get; set; }

    /// <summary>int16.</summary>
    [JsonConverter(typeof(OptionalNumber<short>))]
    public short? BungieGlobalDisplayNameCode { get; set; }

    /// <summary>Relative to https://www.bungie.net.</summary>
    public string? IconPath { get; set; }

    /// <summary>The membership type that stands for this one under cross save; 0: none does.</summary>
    public int? CrossSaveOverride { get; set; }

    /// <summary>Empty when another membership stands for this one under cross save.</summary>
    public IReadOnlyList<int>? ApplicableMembershipTypes { get; set; }

    /// <summary>Whether another membership of the same person is played in place of this one.</summary>
    [JsonIgnore]
    public bool Overridden => ApplicableMembershipTypes is [] || (CrossSaveOverride is { } type and not 0 && type != MembershipType);
}

public sealed record BungieNetUserInfo
{
    /// <summary>The Bungie.net account, int64 as a string.</summary>
    [JsonConverter(typeof(OptionalNumber<long>))]
    public long? MembershipId { get; set; }

    /// <summary>254.</summary>
    [JsonConverter(typeof(OptionalNumber<int>))]
    public int? MembershipType { get; set; }

    /// <summary>Name of the account.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Relative to https://www.bungie.net.</summary>
    public string? IconPath { get; set; }
}
