using ClanLedger.Ledger;
using ClanLedger.Running;

namespace ClanLedger.Tests.Syncing;

/// <summary>A run's counts over all clans, those that are not zero.</summary>
internal static class Counts
{
    public static IEnumerable<string> Keys => CountKeys.OfMembers.Concat(CountKeys.OfCharacters).Order(StringComparer.Ordinal);

    public static SortedDictionary<string, int> Of(SyncResult run) =>
        new(Keys.Where(k => run.Count(k) > 0).ToDictionary(k => k, run.Count, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The same in words: <c>renamed 1, return 2</c>.</summary>
    public static string Told(SyncResult run) => string.Join(", ", Of(run).Select(c => $"{c.Key} {c.Value}"));
}
