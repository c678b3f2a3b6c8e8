namespace ClanLedger.Ledger;

/// <summary>Keys of the daily counts. Storage format: they stand in <c>groups.t_daily_counts.key</c> and in run events.</summary>
public static class CountKeys
{
    /// <summary>Members who joined, baseline included.</summary>
    public const string New = "new";

    /// <summary>Members who left.</summary>
    public const string Disabled = "disabled";

    /// <summary>Former members who returned, to whichever clan.</summary>
    public const string Return = "return";

    /// <summary>Members who moved to this clan from another tracked one.</summary>
    public const string Switch = "switch";

    /// <summary>Members whose game versions changed.</summary>
    public const string Versions = "versions";

    /// <summary>Members renamed.</summary>
    public const string Renamed = "renamed";

    /// <summary>Members promoted or demoted.</summary>
    public const string Role = "role";

    /// <summary>Members absent from the roster whom bungie.net still says to be in the clan: they have not left.</summary>
    public const string Disputed = "disputed";

    /// <summary>Members who played.</summary>
    public const string Played = "played";

    /// <summary>Characters seen for the first time, those of new members included.</summary>
    public const string CharactersNew = "characters_new";

    /// <summary>Characters gone, those of leavers included.</summary>
    public const string CharactersDeleted = "characters_deleted";

    /// <summary>Characters seen again, those of returning members included.</summary>
    public const string CharactersReturn = "characters_return";

    /// <summary>The counts of members, in the order they are shown.</summary>
    public static readonly IReadOnlyList<string> OfMembers = [New, Disabled, Return, Switch, Versions, Renamed, Role, Played];

    /// <summary>The counts of characters, in the order they are shown.</summary>
    public static readonly IReadOnlyList<string> OfCharacters = [CharactersNew, CharactersDeleted, CharactersReturn];
}
