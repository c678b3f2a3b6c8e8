using ClanLedger.Hosting.Configuring;
using ClanLedger.Ledger;
using ClanLedger.Replaying;
using ClanLedger.Running;

namespace ClanLedger.Notifying.Digesting;

/// <summary>What one audience is told about a run. Pure.</summary>
/// <param name="Day">The ledger's day.</param>
/// <param name="Applied">When the run was recorded, UTC.</param>
/// <param name="Group">The group of clans it is about, when it is about one.</param>
/// <param name="Clans">The audience's clans.</param>
/// <param name="Names">The names of all clans, by id.</param>
/// <param name="Changes">Of the kinds that the audience wants to know, in the order of the clans.</param>
/// <param name="Gains">Members gained or lost, by clan; told whatever kinds are muted. None of a clan that is tracked from now on: most who came or went are not told.</param>
/// <param name="Outage">What is, or was, wrong with bungie.net.</param>
/// <param name="LostRoutes">Routes that were disabled lately.</param>
/// <param name="Unsound">The last verification, when it found something wrong.</param>
/// <param name="Kinds">The kinds that are told.</param>
/// <param name="All">It is about all clans that are tracked.</param>
public sealed record Digest(
    DateOnly Day, DateTimeOffset Applied, string? Group, IReadOnlyList<ClanFacts> Clans,
    IReadOnlyDictionary<long, string> Names, IReadOnlyList<Change> Changes,
    IReadOnlyDictionary<long, int> Gains, Outage? Outage, IReadOnlyList<LostRoute> LostRoutes, VerificationRecord? Unsound, IReadOnlySet<DigestKind> Kinds, bool All)
{
    /// <summary>Members of all its clans together.</summary>
    public int Members => Clans.Sum(c => c.Members ?? 0);

    /// <summary>Whether there is anything but totals to tell.</summary>
    public bool HasNews => Changes.Count > 0 || Outage is not null || LostRoutes.Count > 0 || Unsound is not null
        || (Kinds.Contains(DigestKind.Problems) && Clans.Any(c => c.Disputed > 0 || c.Accepted is not null || !Verdicts.Applies(c.Verdict)))
        || (Kinds.Contains(DigestKind.Clans) && Clans.Any(c => c.Baseline || c.FormerName is not null));

    /// <summary>What a route's audience is told.</summary>
    /// <returns>Null when the run is none of their business, or they want no word when nothing changed.</returns>
    public static Digest? For(DiscordRoute route, RunFacts run, IReadOnlyList<LostRoute> lost)
    {
        var clans = run.Clans.Where(c => IsFor(route, c)).ToArray();
        if (clans.Length == 0)
            return null;
        var place = clans.Select((c, i) => (c.ClanId, i)).ToDictionary(c => c.ClanId, c => c.i);
        var about = run.Changes.Where(change => clans.Any(c => change.Concerns(c.ClanId))).ToArray();
        var problems = route.Kinds.Contains(DigestKind.Problems);
        var digest = new Digest(
            run.Day, run.Applied, run.Partial && clans.Length == 1 ? null : GroupOf(route, clans), clans, run.Names,
            [.. about.Where(c => route.Kinds.Contains(c.Kind)).OrderBy(c => place.GetValueOrDefault(c.ClanId, int.MaxValue))],
            clans.ToDictionary(c => c.ClanId, c => c.Baseline ? 0 : about.Sum(change => change.Gain(c.ClanId))),
            problems ? run.Outage : null, problems ? lost : [], problems ? run.Unsound : null, route.Kinds,
            !run.Partial && route.Clans.Count == 0 && route.Groups.Count == 0);
        return digest.HasNews || !route.SilentWhenUnchanged ? digest : null;
    }

    private static bool IsFor(DiscordRoute route, ClanFacts clan) =>
        (route.Clans.Count == 0 && route.Groups.Count == 0)
        || route.Clans.Contains(clan.ClanId)
        || route.Groups.Any(g => clan.Groups.Contains(g, StringComparer.OrdinalIgnoreCase));

    /// <summary>The one group that the route asks for, or that all its clans are in.</summary>
    private static string? GroupOf(DiscordRoute route, ClanFacts[] clans)
    {
        if (route.Groups is [var only] && route.Clans.Count == 0)
            return clans.SelectMany(c => c.Groups).FirstOrDefault(g => g.Equals(only, StringComparison.OrdinalIgnoreCase));
        return clans.Length > 1 && clans.Select(c => c.Groups.AsEnumerable()).Aggregate(Enumerable.Intersect).ToArray() is [var common] ? common : null;
    }
}

/// <summary>A route that Discord closed.</summary>
/// <param name="Name">The route.</param>
/// <param name="Why">What Discord answered.</param>
public sealed record LostRoute(string Name, string Why);
