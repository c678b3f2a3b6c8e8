namespace ClanLedger.Simulator;

/// <summary>A player of the world, in a clan or not. Change one only within <see cref="World.Change"/> while requests are served.</summary>
public sealed class Person
{
    /// <summary>Destiny membershipId.</summary>
    public required long MembershipId { get; init; }

    /// <summary>BungieMembershipType of the Destiny membership.</summary>
    public int MembershipType { get; set; } = 3;

    /// <summary>destinyUserInfo.displayName.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>bungieGlobalDisplayName; null: the field is missing.</summary>
    public string? GlobalName { get; set; }

    /// <summary>bungieGlobalDisplayNameCode.</summary>
    public short? GlobalNameCode { get; set; }

    /// <summary>Icon of the Destiny membership, relative.</summary>
    public string IconPath { get; set; } = "/img/theme/destiny/icons/icon_steam.png";

    /// <summary>Bungie.net account; null: none.</summary>
    public long? BungieId { get; set; }

    /// <summary>Name of the Bungie.net account.</summary>
    public string? BungieName { get; set; }

    /// <summary>The roster then has an empty bungieNetUserInfo rather than none.</summary>
    public bool EmptyBungieInfo { get; set; }

    /// <summary>The profile's components are hidden.</summary>
    public bool Private { get; set; }

    /// <summary>DestinyGameVersions.</summary>
    public int VersionsOwned { get; set; } = 1;

    /// <summary>The clan they are in; null: none.</summary>
    public long? ClanId { get; internal set; }

    /// <summary>RuntimeGroupMemberType, 1 to 5.</summary>
    public int MemberType { get; set; } = 2;

    /// <summary>joinDate of the roster.</summary>
    public DateTimeOffset JoinDate { get; set; }

    /// <summary>lastOnlineStatusChange.</summary>
    public DateTimeOffset LastOnline { get; set; }

    /// <summary>dateLastPlayed of the profile.</summary>
    public DateTimeOffset LastPlayed { get; set; }

    /// <summary>The characters that exist now.</summary>
    public List<PlayedCharacter> Characters { get; } = [];

    /// <summary>Characters that were deleted, and may be restored.</summary>
    public List<PlayedCharacter> DeletedCharacters { get; } = [];
}

/// <summary>A character.</summary>
public sealed class PlayedCharacter
{
    /// <summary>characterId.</summary>
    public required long CharacterId { get; init; }

    /// <summary>0 Titan, 1 Hunter, 2 Warlock.</summary>
    public required int ClassType { get; init; }

    /// <summary>minutesPlayedTotal.</summary>
    public long MinutesPlayed { get; set; }

    /// <summary>dateLastPlayed.</summary>
    public DateTimeOffset LastPlayed { get; set; }
}

/// <summary>A clan of the world.</summary>
public sealed class SimulatedClan
{
    /// <summary>groupId.</summary>
    public required long ClanId { get; init; }

    /// <summary>name.</summary>
    public required string Name { get; set; }

    /// <summary>clanInfo.clanCallsign.</summary>
    public required string Callsign { get; set; }

    /// <summary>Those who are in it, in the order they came.</summary>
    public IReadOnlyList<Person> Members => Roster;

    internal List<Person> Roster { get; } = [];

    /// <summary>The first Founder on the roster; null: none.</summary>
    internal Person? Founder => Roster.Find(p => p.MemberType == 5);
}
