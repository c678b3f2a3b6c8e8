using ClanLedger.Ledger;
using ClanLedger.Running;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;

namespace ClanLedger.Tests.Soaking;

/// <summary>Many days of three tracked clans and one that is not, with troubles of every kind, beside the naive model.</summary>
internal sealed class Soak(SimulatedBungie bungie, TestLedger ledger, NaiveLedger naive, int seed)
{
    public const int PageSize = 20;

    private readonly long[] _tracked = [.. bungie.World.Clans.Take(3).Select(c => c.ClanId)];
    private readonly SortedDictionary<string, int> _figures = new(StringComparer.Ordinal);

    public static WorldOptions Options(int seed) => new()
    {
        Seed = seed, FirstDay = new DateOnly(2024, 1, 1), Clans = 4, MembersPerClan = 25, JoinShare = 0.02, LeaveShare = 0.012, ReturnShare = 0.01, TransferShare = 0.015,
        RenameShare = 0.02, PromoteShare = 0.02, CharacterShare = 0.03, AttributeShare = 0.03,
    };

    /// <summary>Lives through so many days, and says what came of it, one figure a line.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int days)
    {
        await ledger.TrackAsync(_tracked);
        var troubleMaker = new TroubleMaker(bungie, _tracked, new Random(seed), hangs: days > 100);
        var judgement = new Judgement(bungie.World, _tracked);
        for (var day = 1; day <= days; day++)
        {
            if (day > 1)
                judgement.Troubles = troubleMaker.Strike();
            var readable = _tracked.Except(judgement.Troubles.Unreadable).ToArray();
            var expected = await naive.ObserveAsync(readable, bungie.World.Day, judgement);
            var run = await ledger.SyncAsync(bungie.World.Day);

            var told = $"day {day}: {string.Join("; ", run.Snapshots.Select(s => $"{s.ClanId} {s.Verdict} {s.Reason}"))}";
            Differences(await Lines.OfMembersAsync(ledger), naive.Members.Select(m => m.Value.Line(m.Key))).ShouldBeEmpty(told);
            Differences(await Lines.OfCharactersAsync(ledger), naive.Characters.Select(c => c.Value.Line(c.Key))).ShouldBeEmpty(told);
            Counts.Of(run).ShouldBe(expected, told);
            (await FalseDeparturesAsync(run)).ShouldBeEmpty(told);
            (await SizesAsync(run)).ShouldBe(run.Completed.Clans.Where(c => Verdicts.Applies(c.Verdict)).Select(c => $"{c.ClanId} {c.Members}"), told);
            if (judgement is { Troubles.None: true, Held: 0 })
                await CompareWithTruthAsync(told);
            Note(run);
            bungie.World.LiveOneDay();
        }

        return [.. _figures.Select(f => $"{f.Key}: {f.Value}"), .. troubleMaker.Drawn.Select(d => $"trouble, {d.Key}: {d.Value}")];
    }

    private static IEnumerable<string> Differences(IReadOnlyCollection<string> ledger, IEnumerable<string> model) =>
        ledger.Except(model, StringComparer.Ordinal).Select(line => $"ledger: {line}").Concat(model.Except(ledger, StringComparer.Ordinal).Select(line => $"model: {line}"));

    /// <summary>Those said to have left a clan that they are in.</summary>
    private async Task<IEnumerable<string>> FalseDeparturesAsync(SyncResult run)
    {
        var left = await ledger.TextsAsync(
            $"select stream_id || ' ' || (data->>'clanId') from ledger.mt_events where type = 'member_left' and causation_id = 'run/{run.RunId}'");
        Add("departures", left.Count);
        return left.Intersect(bungie.World.People.Select(p => $"member/{p.MembershipId} {p.ClanId}"), StringComparer.Ordinal);
    }

    /// <summary>How many members the tables have in the clans whose rosters were believed.</summary>
    private Task<IReadOnlyList<string>> SizesAsync(SyncResult run) => ledger.TextsAsync($"""
        select d.clan_id || ' ' || d.value from groups.t_daily_counts d
        where d.key = 'members' and d.effective_date = '{run.Completed.EffectiveDate:yyyy-MM-dd}'
          and d.value = (select count(*) from groups.t_members m where m.clan_id = d.clan_id and not m.deleted_flag)
        order by d.clan_id
        """);

    /// <summary>On a day without trouble nothing is missed either.</summary>
    private async Task CompareWithTruthAsync(string told)
    {
        Add("days without trouble, ledger equal to the truth", 1);
        IEnumerable<string> truth = bungie.World.People.Where(p => p.ClanId is { } clan && _tracked.Contains(clan))
            .Select(p => $"{p.MembershipId} {p.ClanId}").Order(StringComparer.Ordinal);
        (await ledger.TextsAsync("select destiny_id || ' ' || clan_id from groups.t_members where not deleted_flag order by 1")).ShouldBe(truth, told);
    }

    private void Note(SyncResult run)
    {
        Add("days", 1);
        foreach (var snapshot in run.Snapshots)
            Add($"rosters {snapshot.Verdict}", 1);
        Add("absences disputed", run.Snapshots.Sum(s => s.Disputed));
        Add("profiles not seen", run.Snapshots.Where(s => s.Verdict != "failed").Sum(s => s.Members - s.Profiles));
        if (run.Outage is { } outage)
            Add($"outage: run that says {outage.State}", 1);
        foreach (var (key, count) in Counts.Of(run))
            Add($"changes, {key}", count);
    }

    private void Add(string figure, int count) => _figures[figure] = _figures.GetValueOrDefault(figure) + count;
}
