namespace ClanLedger.Fetching.Wire;

/// <summary>Destiny2.GetProfile with components 100 (profiles) and 200 (characters).</summary>
public sealed record DestinyProfileResponse(Component<ProfileData>? Profile, Component<Dictionary<long, CharacterData>>? Characters);

/// <summary>A hidden component has no data; privacy 2 with data is normal, so only the data decides.</summary>
public sealed record Component<T>(T? Data, int? Privacy) where T : class;

public sealed record ProfileData(
    ProfileUserInfo? UserInfo, DateTimeOffset? DateLastPlayed, int? VersionsOwned, IReadOnlyList<long>? CharacterIds);

public sealed record ProfileUserInfo(long? MembershipId, int? MembershipType);

/// <param name="CharacterId">int64 as a string.</param>
/// <param name="MembershipId">int64 as a string.</param>
/// <param name="DateLastPlayed">Start of the last session.</param>
/// <param name="MinutesPlayedTotal">int64 as a string.</param>
/// <param name="ClassHash">uint32.</param>
public sealed record CharacterData(
    long? CharacterId, long? MembershipId, DateTimeOffset? DateLastPlayed, long? MinutesPlayedTotal, uint? ClassHash);
