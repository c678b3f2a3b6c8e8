using System.Text.Json.Serialization;

namespace ClanLedger.Fetching.Wire;

/// <summary>GroupsV2.GetMembersOfGroup.</summary>
public sealed record GroupMemberPage(IReadOnlyList<GroupMember>? Results, int? TotalResults, bool HasMore);

/// <param name="MemberType">RuntimeGroupMemberType; what bungie.net leaves out is no change.</param>
/// <param name="LastOnlineStatusChange">Epoch seconds, int64 as a string.</param>
/// <param name="DestinyUserInfo">The Destiny membership.</param>
/// <param name="BungieNetUserInfo">Absent or empty without a Bungie.net account.</param>
/// <param name="JoinDate">In truth the date of the request or invite (Bungie-net/api#888).</param>
public sealed record GroupMember(
    int? MemberType, long? LastOnlineStatusChange, DestinyUserInfo? DestinyUserInfo, BungieNetUserInfo? BungieNetUserInfo,
    DateTimeOffset? JoinDate);

/// <param name="MembershipId">int64 as a string.</param>
/// <param name="MembershipType">BungieMembershipType.</param>
/// <param name="DisplayName">The name the roster shows.</param>
/// <param name="LastSeenDisplayName">Capital L on the wire.</param>
/// <param name="BungieGlobalDisplayName">Missing or empty for some.</param>
/// <param name="BungieGlobalDisplayNameCode">int16.</param>
/// <param name="IconPath">Relative to https://www.bungie.net.</param>
/// <param name="CrossSaveOverride">The membership type that stands for this one under cross save; 0: none does.</param>
/// <param name="ApplicableMembershipTypes">Empty when another membership stands for this one under cross save.</param>
public sealed record DestinyUserInfo(
    long? MembershipId, int MembershipType, string? DisplayName,
    [property: JsonPropertyName("LastSeenDisplayName")] string? LastSeenDisplayName,
    string? BungieGlobalDisplayName, short? BungieGlobalDisplayNameCode, string? IconPath,
    int? CrossSaveOverride = null, IReadOnlyList<int>? ApplicableMembershipTypes = null)
{
    /// <summary>Whether another membership of the same person is played in place of this one.</summary>
    [JsonIgnore]
    public bool Overridden => ApplicableMembershipTypes is [] || (CrossSaveOverride is { } type and not 0 && type != MembershipType);
}

/// <param name="MembershipId">The Bungie.net account, int64 as a string.</param>
/// <param name="MembershipType">254.</param>
/// <param name="DisplayName">Name of the account.</param>
/// <param name="IconPath">Relative to https://www.bungie.net.</param>
public sealed record BungieNetUserInfo(long? MembershipId, int? MembershipType, string? DisplayName, string? IconPath);
