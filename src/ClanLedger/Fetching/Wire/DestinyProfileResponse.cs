namespace ClanLedger.Fetching.Wire;

/// <summary>Destiny2.GetProfile with components 100 (profiles) and 200 (characters).</summary>
public sealed record DestinyProfileResponse
{
    public Component<ProfileData>? Profile { get; set; }
    public Component<IReadOnlyDictionary<long, CharacterData?>>? Characters { get; set; }
}

/// <summary>A hidden component has no data; privacy 2 with data is normal, so only the data decides.</summary>
public sealed record Component<T> where T : class
{
    public T? Data { get; set; }
}

public sealed record ProfileData
{
    public ProfileUserInfo? UserInfo { get; set; }

    /// <summary>Start of the last session.</summary>
    public DateTimeOffset? DateLastPlayed { get; set; }

    /// <summary>DestinyGameVersions, a set of flags.</summary>
    public int? VersionsOwned { get; set; }

    /// <summary>Each an int64 as a string.</summary>
    public IReadOnlyList<long>? CharacterIds { get; set; }
}

public sealed record ProfileUserInfo
{
    /// <summary>int64 as a string.</summary>
    public long? MembershipId { get; set; }

    /// <summary>BungieMembershipType.</summary>
    public int? MembershipType { get; set; }
}

public sealed record CharacterData
{
    /// <summary>int64 as a string.</summary>
    public long? CharacterId { get; set; }

    /// <summary>Start of the last session.</summary>
    public DateTimeOffset? DateLastPlayed { get; set; }

    /// <summary>int64 as a string.</summary>
    public long? MinutesPlayedTotal { get; set; }

    /// <summary>uint32.</summary>
    public uint? ClassHash { get; set; }
}
