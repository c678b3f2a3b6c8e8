using System.Text;

namespace ClanLedger.Ledger;

/// <summary>Names as they are searched for: case does not matter. What stands in <c>groups.t_known_names</c>.</summary>
public static class NameKeys
{
    /// <summary>Longer names are told apart by so many characters; more would not fit an index of PostgreSQL.</summary>
    private const int Longest = 100;

    /// <summary>Every way to search for someone so called. The Bungie name has its code, so that its beginning finds it without.</summary>
    public static IEnumerable<string> Of(MemberNames names) =>
        new[] { names.DestinyName, names.BungieGlobal, names.BungieName }.OfType<string>().Select(Of).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>The key of a name, or of the beginning of one.</summary>
    public static string Of(string name) =>
        name.Length <= Longest ? name.ToLowerInvariant()
        : name.EnumerateRunes().Take(Longest).Aggregate(new StringBuilder(), (key, rune) => key.Append(rune.ToString())).ToString().ToLowerInvariant();
}
