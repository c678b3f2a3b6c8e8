namespace ClanLedger.Serving;

/// <summary>DestinyGameVersions: the bits of versionsOwned, oldest first. The same list as <c>groups.fn_resolve_versions</c>.</summary>
internal static class Releases
{
    private static readonly string[] Names =
    [
        "Destiny 2", "Curse of Osiris", "Warmind", "Forsaken", "Year Two annual pass", "Shadowkeep", "Beyond Light",
        "30th Anniversary", "Witch Queen", "Lightfall", "The Final Shape", "Edge of Fate", "Renegades",
    ];

    /// <summary>The newest release among the bits; <c>None</c> when there is none.</summary>
    public static string Newest(int versionsOwned)
    {
        for (var bit = Names.Length - 1; bit >= 0; bit--)
        {
            if ((versionsOwned & (1 << bit)) != 0)
                return Names[bit];
        }

        return "None";
    }
}
