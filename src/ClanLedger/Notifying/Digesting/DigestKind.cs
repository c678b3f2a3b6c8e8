namespace ClanLedger.Notifying.Digesting;

/// <summary>What a digest can tell; routes choose among them, and their order is the order in which they are told.</summary>
public enum DigestKind
{
    /// <summary>What needs an officer: rosters unread or held, members disputed, bungie.net down, another route lost.</summary>
    Problems,

    /// <summary>Clans first observed, or renamed.</summary>
    Clans,

    /// <summary>New members.</summary>
    Joined,

    /// <summary>Members gone.</summary>
    Left,

    /// <summary>Former members seen again.</summary>
    Returned,

    /// <summary>From one tracked clan to another.</summary>
    Moved,

    /// <summary>Promoted or demoted.</summary>
    Roles,

    /// <summary>Under another name.</summary>
    Renamed,
}
