using ClanLedger.Hosting;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Syncing;

public sealed class TransactionTests(LedgerServer server)
{
    private const string Break = """
        create function groups.fn_break() returns trigger language plpgsql as $$ begin raise exception 'broken on purpose'; end $$;
        create trigger broken before insert or update on groups.t_daily_counts for each row execute function groups.fn_break();
        """;

    private const string Envelopes =
        "select (select count(*) from wolverine.wolverine_incoming_envelopes) + (select count(*) from wolverine.wolverine_outgoing_envelopes)";

    [Fact]
    public async Task A_run_that_can_not_be_applied_leaves_nothing_and_the_next_one_is_right()
    {
        await using var scene = await Scene.StartAsync(server);
        var before = await WholeLedger.OfAsync(scene.Ledger);
        await scene.Ledger.ExecuteAsync(Break);
        (await Should.ThrowAsync<Exception>(scene.SyncAsync())).Message.ShouldContain("broken on purpose");

        (await WholeLedger.OfAsync(scene.Ledger)).ShouldBe(before);
        (await scene.Ledger.OneAsync<long>(Envelopes)).ShouldBe(0, "no report is sent of what did not happen");

        await scene.Ledger.ExecuteAsync("drop function groups.fn_break cascade");
        Counts.Told(await scene.SyncAsync()).ShouldBe("characters_new 2, new 2");
        (await scene.Ledger.TextsAsync("select member_id::text from groups.t_members order by 1")).ShouldBe(["1", "2"], "no number is lost");
    }

    [Fact]
    public async Task A_clock_that_was_set_back_keeps_no_run_out_of_the_ledger()
    {
        await using var scene = await Scene.StartAsync(server);
        await scene.SyncAsync();
        await scene.Ledger.ExecuteAsync("update staging.t_runs set started = started + interval '1 hour'");
        scene.World.Join(scene.Clans[0], "Crota");

        (await scene.SyncNextDayAsync()).Count("new").ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_fails_over_a_full_ledger_leaves_every_row_as_it_was()
    {
        await using var scene = await Scene.StartAsync(server);
        var (leaver, mover) = (scene.World.Join(scene.Clans[0], "Leaver"), scene.World.Join(scene.Clans[0], "Mover"));
        await scene.SyncAsync();
        var before = await WholeLedger.OfAsync(scene.Ledger);
        scene.World.Leave(leaver);
        scene.World.Transfer(mover, scene.Clans[1]);
        scene.World.Join(scene.Clans[1], "Newcomer");
        await scene.Ledger.ExecuteAsync(Break);
        await Should.ThrowAsync<Exception>(scene.SyncNextDayAsync());

        (await WholeLedger.OfAsync(scene.Ledger)).ShouldBe(before);
        await scene.Ledger.ExecuteAsync("drop function groups.fn_break cascade");
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_deleted 1, characters_new 1, disabled 1, new 1, switch 1");
        await RebuildAsync(scene, await TablesAsync(scene));
    }

    [Fact]
    public async Task Members_that_the_tables_have_lost_do_not_join_a_second_time()
    {
        await using var scene = await Scene.StartAsync(server);
        await scene.SyncAsync();
        var tables = await TablesAsync(scene);
        await scene.Ledger.ExecuteAsync("truncate groups.t_members cascade");
        var before = await WholeLedger.OfAsync(scene.Ledger);

        (await Should.ThrowAsync<UserErrorException>(scene.SyncNextDayAsync())).Message.ShouldStartWith("The tables are not what the events say: groups.t_members does not have the rows");
        (await WholeLedger.OfAsync(scene.Ledger)).ShouldBe(before);
        await RebuildAsync(scene, tables);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Runs_started_at_once_take_turns_and_only_the_first_finds_something()
    {
        await using var scene = await Scene.StartAsync(server, clans: 3, new SimulatorOptions { PageSize = 4, Latency = TimeSpan.FromMilliseconds(2) });
        foreach (var clan in scene.Clans)
        {
            for (var i = 1; i <= 10; i++)
                scene.World.Join(clan, $"Member {i}");
        }

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.SyncAsync()));

        runs.ShouldAllBe(r => r.Completed.Status == "complete");
        runs.Select(Counts.Told).Order(StringComparer.Ordinal).ShouldBe(["", "", "", "characters_new 33, new 33"]);
        (await scene.Ledger.OneAsync<long>("""
            with runs as (select causation_id, min(seq_id) as first, max(seq_id) as last from ledger.mt_events where causation_id like 'run/%' group by 1)
            select count(*) from runs a join runs b on a.causation_id <> b.causation_id and a.first between b.first and b.last
            """)).ShouldBe(0, "events of runs do not mingle");
        using var http = new HttpClient { BaseAddress = scene.Bungie.BaseUrl };
        var naive = new NaiveLedger(http);
        await naive.ObserveAsync([.. scene.Clans.Select(c => c.ClanId)], scene.World.Day);
        (await Lines.OfMembersAsync(scene.Ledger)).ShouldBe(naive.Members.Select(m => m.Value.Line(m.Key)));
        (await Lines.OfCharactersAsync(scene.Ledger)).ShouldBe(naive.Characters.Select(c => c.Value.Line(c.Key)));
    }

    [Fact]
    public async Task A_clan_may_be_tracked_while_a_run_goes_on()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2, new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(5) });
        var late = scene.World.AddClan("Late", "L");
        scene.World.Join(late, "Late founder");
        var run = scene.SyncAsync();
        await scene.Ledger.TrackAsync(late.ClanId);
        (await run).Completed.Status.ShouldBe("complete");

        (await scene.SyncAsync()).Completed.Clans.Select(c => c.ClanId).ShouldBe([881001, 881002, 881003]);
        (await scene.Ledger.OneAsync<long>("select count(*) from ledger.mt_events where type = 'clan_tracked'")).ShouldBe(3);
    }

    /// <summary>What a failed transaction left in the event store must not be in a rebuild's way.</summary>
    private static async Task RebuildAsync(Scene scene, IReadOnlyList<string> expected)
    {
        using var daemon = await scene.Ledger.Services.GetRequiredService<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync("Groups", TestContext.Current.CancellationToken);
        (await TablesAsync(scene)).ShouldBe(expected);
    }

    private static async Task<IReadOnlyList<string>> TablesAsync(Scene scene) =>
        [.. (await WholeLedger.TablesAsync(scene.Ledger)).Select(line => string.Join(' ', line.Split(' ').Where((_, i) => i != 1))).Order(StringComparer.Ordinal)];
}
