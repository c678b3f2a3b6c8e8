using System.Globalization;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using CsCheck;

namespace ClanLedger.Tests.Syncing;

/// <summary>Any history that can happen. A failure prints the smallest one found and its seed.</summary>
/// <remarks>More of them: <c>HISTORIES=500</c>, with another seed each time. To shrink further: <c>HISTORIES=500 CsCheck_Seed=...</c></remarks>
public sealed class RandomHistoriesTests(LedgerServer server)
{
    private const string Seed = "0N0XIzNsQ0O2";

    private const string Violations = """
        select 'more than one open stay: ' || member_id from groups.t_memberships where "left" is null group by member_id having count(*) > 1
        union all
        select 'open stay and deleted_flag disagree: ' || m.member_id
        from groups.t_members m left join groups.t_memberships s on s.member_id = m.member_id and s."left" is null
        where m.deleted_flag = (s.member_id is not null) or s.clan_id <> m.clan_id or m.deleted_flag <> (m.deleted is not null)
        union all
        select 'stays overlap: ' || a.member_id
        from groups.t_memberships a left join groups.t_memberships b on b.member_id = a.member_id and b.stay = a.stay + 1
        where a."left" < a.joined or (b.member_id is not null and (a."left" is null or b.joined < a."left"))
        union all
        select 'the last stay and deleted disagree: ' || m.member_id from groups.t_members m
        where m.deleted is distinct from (select s."left" from groups.t_memberships s where s.member_id = m.member_id order by s.stay desc limit 1)
        union all
        select 'open character of a leaver: ' || c.character_id from groups.t_characters c join groups.t_members m using (member_id)
        where m.deleted_flag and not c.deleted_flag or c.deleted_flag <> (c.deleted is not null)
        """;

    private static readonly Gen<Deed> Deeds = Gen.Select(
        Gen.Frequency(
            (5, Gen.Const(DeedKind.Sync)), (3, Gen.Const(DeedKind.Join)), (3, Gen.Const(DeedKind.Leave)), (4, Gen.Const(DeedKind.Move)),
            (2, Gen.Const(DeedKind.Promote)), (12, Gen.Enum<DeedKind>())),
        Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[0, 9]).Select((kind, who, where, what) => new Deed(kind, who, where, what));

    [Fact]
    public async Task Whatever_happens_the_tables_equal_the_naive_model_after_every_run()
    {
        var asked = int.TryParse(Environment.GetEnvironmentVariable("HISTORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        await Deeds.Array[1, 100].SampleAsync(LiveAsync, seed: asked ? null : Seed, iter: asked ? number : 15, threads: 1,
            print: deeds => string.Join('\n', deeds.Select(d => d.ToString())));
    }

    private async Task LiveAsync(Deed[] deeds)
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        for (var i = 1; i <= 3; i++)
            world.AddClan($"Clan {i}", $"C{i}");
        await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions { PageSize = 3, ShuffleMembers = true });
        await using var ledger = await TestLedger.StartAsync(
            server, bungie.BaseUrl, ("Guard:MaxAbsentShare", "1"), ("Guard:CorroborateDepartures", "false"));
        await ledger.TrackAsync(world.Clans.Select(c => c.ClanId));
        using var http = new HttpClient { BaseAddress = bungie.BaseUrl };
        var history = new History(ledger, new NaiveLedger(http));
        var broken = new HashSet<long>();
        foreach (var deed in deeds.Append(new Deed(DeedKind.Sync, 0, 0, 0)))
        {
            if (deed.Kind != DeedKind.Sync)
            {
                deed.Happen(bungie, broken);
                continue;
            }

            await history.SyncAsync([.. world.Clans.Select(c => c.ClanId).Except(broken)], world.Day);
            world.AdvanceTo(world.Day.AddDays(deed.What % 3));
        }
    }

    /// <summary>The ledger and the model side by side.</summary>
    private sealed class History(TestLedger ledger, NaiveLedger naive)
    {
        private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
        private int _stays;

        public async Task SyncAsync(IReadOnlyCollection<long> readable, DateOnly day)
        {
            var expected = await naive.ObserveAsync(readable, day);
            var run = await ledger.SyncAsync(day);

            run.Completed.Status.ShouldBe(readable.Count switch { 3 => "complete", 0 => "failed", _ => "partial" });
            Counts.Of(run).ShouldBe(expected);
            (await Lines.OfMembersAsync(ledger)).ShouldBe(naive.Members.Select(m => m.Value.Line(m.Key)));
            (await Lines.OfCharactersAsync(ledger)).ShouldBe(naive.Characters.Select(c => c.Value.Line(c.Key)));
            (await ledger.TextsAsync(Violations)).ShouldBeEmpty();
            _stays += run.Count("new") + run.Count("return") + run.Count("switch");
            (await ledger.OneAsync<long>("select count(*) from groups.t_memberships")).ShouldBe(_stays);
            foreach (var pair in await ledger.TextsAsync("select destiny_id || ' ' || member_id from groups.t_members"))
            {
                var (destinyId, memberId) = (pair.Split(' ')[0], pair.Split(' ')[1]);
                _numbers.TryAdd(destinyId, memberId);
                memberId.ShouldBe(_numbers[destinyId], "a member's number is for ever");
            }

            _numbers.Values.Distinct(StringComparer.Ordinal).Count().ShouldBe(_numbers.Count);
        }
    }
}
