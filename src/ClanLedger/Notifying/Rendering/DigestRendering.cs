using System.Globalization;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Ledger;
using ClanLedger.Notifying.Digesting;
using ClanLedger.Running;

namespace ClanLedger.Notifying.Rendering;

/// <summary>A digest as the messages that Discord takes. Pure.</summary>
internal static class DigestRendering
{
    /// <summary>A longer list of clans goes below the totals, in fields.</summary>
    private const int MostInDescription = 1200;

    /// <summary>A longer name does not go into the title.</summary>
    private const int LongestInTitle = 150;

    /// <summary>In order; never none.</summary>
    /// <param name="digest">What is told.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="sample">Whether it is made up, which its title then says.</param>
    public static IReadOnlyList<WebhookMessage> ToMessages(this Digest digest, DigestStyle style, bool sample = false)
    {
        var words = style.Neutral ? Wording.Neutral : Wording.Lively;
        var (description, clans) = Totals(digest, style);
        var frame = new Frame(
            (sample ? "Sample · " : "") + Title(digest, style), description, Color(digest, words),
            new EmbedFooter(style.Footer ?? "ClanLedger", style.IconUrl), digest.Applied, style.Username);
        return frame.Around([.. Sections(digest, words, clans).SelectMany(s => s.ToFields())]);
    }

    private static string Title(Digest digest, DigestStyle style)
    {
        var name = style.Title ?? string.Concat(Name.Pieces(digest.Group ?? (digest.Clans is [var only] ? only.Name : digest.All ? "All clans" : $"{digest.Clans.Count} clans")));
        return $"{(Limits.Length(name) <= LongestInTitle ? name : "Clan digest")} · {digest.Day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}";
    }

    private static (string Description, IReadOnlyList<Line> Clans) Totals(Digest digest, DigestStyle style)
    {
        var together = TotalLines.Together(digest, style.Title).ToString() + (digest.HasNews ? "" : $"\n{Unchanged(digest)}");
        var each = TotalLines.Each(digest);
        return each.Sum(l => l.Length + 1) <= MostInDescription ? (string.Join('\n', each.Select(l => l.ToString()).Prepend(together)), []) : (together, each);
    }

    private static string Unchanged(Digest digest) =>
        digest.Kinds.Count == Enum.GetValues<DigestKind>().Length ? "Nothing changed." : "Nothing to tell here.";

    private static IEnumerable<Section> Sections(Digest digest, Wording words, IReadOnlyList<Line> totals)
    {
        if (digest.Kinds.Contains(DigestKind.Problems) && ProblemLines.Of(digest) is { Count: > 0 } problems)
            yield return new Section(words.Problems, problems);
        if (totals.Concat(digest.Kinds.Contains(DigestKind.Clans) ? ClanLines(digest) : []).ToArray() is { Length: > 0 } clans)
            yield return new Section(words.Clans, clans);
        var lines = new ChangeLines(digest.Day, id => digest.Names.GetValueOrDefault(id) ?? $"clan {id}", digest.Clans.Count > 1);
        foreach (var group in digest.Changes.OrderBy(c => c.Kind).ThenByDescending(RankGained).GroupBy(c => words.Of(c, Roles.Rank), StringComparer.Ordinal))
            yield return new Section(group.Key, [.. group.Select(lines.Of)]);
    }

    private static int RankGained(Change change) => change is RoleChanged e ? Math.Sign(Roles.Rank(e.New) - Roles.Rank(e.Old)) : 0;

    private static IEnumerable<Line> ClanLines(Digest digest)
    {
        foreach (var clan in digest.Clans)
        {
            if (clan.FormerName is { } former)
                yield return new Line().Say("• ").Quote(former).Say(" is now called ").Quote(clan.Name);
        }
    }

    private static int? Color(Digest digest, Wording words) =>
        digest.Outage is { State: not OutageState.Over } ? words.Outage
        : digest.Kinds.Contains(DigestKind.Problems) && ProblemLines.Of(digest).Count > 0 ? words.Trouble
        : digest.HasNews ? words.News : words.Quiet;
}
