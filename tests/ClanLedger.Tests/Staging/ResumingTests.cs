using ClanLedger.Running;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Staging;

public sealed class ResumingTests(LedgerServer server)
{
    private const string MemberEvents = "select concat_ws(' ', stream_id, version, type, data) from ledger.mt_events where stream_id like 'member/%' order by stream_id, version";

    [Fact]
    public async Task A_run_killed_after_300_of_400_requests_asks_only_for_the_missing_100()
    {
        await using var scene = await Scene.StartAsync(server, clans: 4);
        await using var unbroken = await TestLedger.StartAsync(server, scene.Bungie.BaseUrl);
        await unbroken.TrackAsync(scene.Clans.Select(c => c.ClanId));
        foreach (var clan in scene.Clans)
            Settle(scene, clan, 98);
        var late = scene.Clans.SelectMany(c => c.Members.Take(25)).ToArray();
        foreach (var person in late)
            scene.Bungie.Faults.On(Target.Profile(person.MembershipId), Fault.Hang);
        var program = ProgramUnderTest.On(scene.Ledger.ConnectionString, scene.Bungie.BaseUrl).With("Bungie__Concurrency", "200");

        await program.KillAsync("the other 292 profiles are staged", async () => await ProfilesAsync(scene) == 292, "sync", "--effective-date", "2026-01-01");
        scene.Bungie.Faults.Clear();
        var asked = scene.Bungie.RequestsServed;
        var run = await program.RunAsync("sync", "--effective-date", "2026-01-01");

        run.ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0, r.Error), r => r.Error.ShouldContain("Continuing the run of 2026-01-01"));
        (scene.Bungie.RequestsServed - asked).ShouldBe(100);
        (await scene.Ledger.OneAsync<long>("select count(*) from staging.t_runs")).ShouldBe(1);
        await unbroken.SyncAsync(scene.World.Day);
        (await scene.Ledger.TextsAsync(MemberEvents)).ShouldBe(await unbroken.TextsAsync(MemberEvents));
    }

    [Fact]
    public async Task A_roster_of_which_a_page_is_missing_is_read_anew()
    {
        await using var scene = await SceneAsync();
        scene.Bungie.Faults.On(Target.LaterPages(scene.Clans[1].ClanId), Fault.Hang);
        await BreakOffAsync(scene, async () => await scene.Ledger.OneAsync<long>("select count(*) from staging.t_snapshots where effective_date = '2026-01-02'") == 1
            && await ProfilesAsync(scene) == 10);
        scene.World.Leave(scene.Clans[1].Members[1]);

        var run = await scene.SyncAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe("characters_deleted 1, disabled 1");
        (await scene.Ledger.OneAsync<long>($"select count(*) from staging.t_clan_members where run_id = '{run.RunId}'")).ShouldBe(19);
    }

    [Fact]
    public async Task A_clan_that_failed_is_asked_again()
    {
        await using var scene = await SceneAsync();
        scene.Bungie.Faults.On(Target.Detail(scene.Clans[0].ClanId), Fault.Error(3, "UnhandledException"));
        scene.Bungie.Faults.On(Target.Profile(scene.Clans[1].Members[1].MembershipId), Fault.Hang);
        await BreakOffAsync(scene, async () => await ProfilesAsync(scene) == 9);

        (await scene.SyncAsync()).Snapshots.Select(s => s.Verdict).ShouldBe(["complete", "complete"]);
    }

    [Theory]
    [InlineData("another day")]
    [InlineData("other clans")]
    [InlineData("too long ago")]
    public async Task A_run_is_not_continued_by_one_of(string kind)
    {
        await using var scene = await SceneAsync();
        scene.Bungie.Faults.On(Target.Profile(scene.Clans[1].Members[1].MembershipId), Fault.Hang);
        await BreakOffAsync(scene, async () => await ProfilesAsync(scene) == 19);
        var asked = scene.Bungie.RequestsServed;
        if (kind == "too long ago")
            await scene.Ledger.ExecuteAsync("update staging.t_runs set started = started - interval '1 hour' where applied is null");

        await (kind switch
        {
            "another day" => scene.SyncNextDayAsync(),
            "other clans" => scene.Ledger.SyncAsync(scene.World.Day, scene.Clans[0].ClanId),
            _ => scene.SyncAsync(),
        });

        (scene.Bungie.RequestsServed - asked).ShouldBe(kind == "other clans" ? 13 : 26);
        (await scene.Ledger.OneAsync<long>("select count(*) from staging.t_runs where applied is null")).ShouldBe(1);
    }

    private static Task<long> ProfilesAsync(Scene scene) => scene.Ledger.OneAsync<long>(
        "select count(*) from staging.t_member_profiles p join staging.t_runs r on r.run_id = p.run_id where r.applied is null");

    /// <summary>Begins the next day's run, and cancels it as soon as something is true.</summary>
    private static async Task BreakOffAsync(Scene scene, Func<Task<bool>> isTrue)
    {
        scene.World.LiveOneDay();
        using var broken = new CancellationTokenSource();
        await using var scope = scene.Ledger.Services.CreateAsyncScope();
        var run = scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(scene.World.Day, [], broken.Token);
        await Until.TrueAsync("what comes before the break is staged", isTrue);
        await broken.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        scene.Bungie.Faults.Clear();
    }

    private static void Settle(Scene scene, SimulatedClan clan, int members)
    {
        for (var i = 2; i <= members; i++)
            scene.World.Join(clan, $"Member {i} of {clan.Name}");
    }

    /// <summary>Two clans of ten, on pages of five, who were read on the first day.</summary>
    private async Task<Scene> SceneAsync()
    {
        var scene = await Scene.StartAsync(server, clans: 2, new SimulatorOptions { PageSize = 5 });
        foreach (var clan in scene.Clans)
            Settle(scene, clan, 10);
        await scene.SyncAsync();
        return scene;
    }
}
