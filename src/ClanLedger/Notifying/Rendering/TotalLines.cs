using ClanLedger.Ledger;
using ClanLedger.Notifying.Digesting;

namespace ClanLedger.Notifying.Rendering;

/// <summary>How many there are, together and in each clan. Pure.</summary>
internal static class TotalLines
{
    /// <summary>All clans of the audience together.</summary>
    /// <param name="digest">What is told.</param>
    /// <param name="title">The title that its operator gave it, which need not say which clan the digest is about; null: it is named after that.</param>
    public static Line Together(Digest digest, string? title)
    {
        var line = new Line();
        if (digest.Clans is [var only] && title?.Contains(only.Name, StringComparison.OrdinalIgnoreCase) == false)
            line.Quote(only.Name).Say(" · ");
        if (digest.Clans is [{ Members: null }])
            return line.Say("No roster was read yet");
        line.Say($"{(digest.Clans is [{ Baseline: true }] ? "Now tracking " : "")}**{digest.Members}** {Word(digest.Members)}{Gain(digest.Gains.Values.Sum())}");
        if (digest.Clans is [{ LeftMeanwhile: > 0 and var left }])
            line.Say($" · {left} left meanwhile");
        return digest.Clans.Sum(c => c.Played) is > 0 and var played ? line.Say($" · {played} played") : line;
    }

    /// <summary>Each clan; nothing when there is only one.</summary>
    public static IReadOnlyList<Line> Each(Digest digest) =>
        digest.Clans.Count == 1 ? [] : [.. digest.Clans.Select(c => Of(c, digest.Gains[c.ClanId]))];

    private static Line Of(ClanFacts clan, int gain)
    {
        var line = new Line().Say("• ").Quote(clan.Name).Say(clan.Members is { } members ? $" **{members}**{Gain(gain)}" : "");
        return clan.Verdict switch
        {
            _ when clan.Baseline => line.Say($" · now tracked{(clan.LeftMeanwhile > 0 ? $" · {clan.LeftMeanwhile} left meanwhile" : "")}"),
            Verdicts.Failed => line.Say(" · not read"),
            Verdicts.Quarantined => line.Say(" · held"),
            _ => line,
        };
    }

    private static string Word(int members) => members == 1 ? "member" : "members";

    private static string Gain(int gain) => gain switch
    {
        0 => "",
        > 0 => $" (+{gain})",
        _ => $" (−{-gain})",
    };
}
