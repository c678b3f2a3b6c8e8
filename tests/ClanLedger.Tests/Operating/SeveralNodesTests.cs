using ClanLedger.Scheduling;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Operating;

/// <summary>Processes on one database, which do nothing twice and lose nothing.</summary>
public sealed class SeveralNodesTests(LedgerServer server)
{
    [Fact]
    public async Task Three_nodes_make_one_run_of_an_occurrence()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        await scene.Program.DoneAsync("sync");
        var occurrence = scene.ScheduleIn(TimeSpan.FromSeconds(20));
        var nodes = new[] { scene.StartNode(), scene.StartNode(), scene.StartNode() };

        await Facts.OneRunAsync(scene, RunIds.Of(occurrence));

        await Task.WhenAll(nodes.Select(n => n.ReadyAsync()));
        nodes[0].Descriptors.Contains("anon_inode:inotify", StringComparer.Ordinal).ShouldBeFalse("Linux gives all processes of a user 128 of them together");
        foreach (var node in nodes)
            (await node.StopAsync()).ShouldBe(0, node.Log);
        (await scene.OneAsync("select count(*) from wolverine.wolverine_nodes")).ShouldBe(0, "they say good-bye");
    }

    [Fact]
    public async Task Two_nodes_that_come_up_after_a_missed_occurrence_make_one_run_of_it()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        var run = await scene.MissRunAsync();
        var nodes = new[] { scene.StartNode(), scene.StartNode() };
        await Task.WhenAll(nodes.Select(n => n.ReadyAsync()));

        await Facts.OneRunAsync(scene, run);
    }

    [Fact]
    public async Task A_sync_on_the_command_line_waits_for_the_run_of_a_service_and_takes_nothing_from_it()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        var run = await scene.MissRunAsync();
        var node = scene.StartNode();
        Task<CliResult> sync;
        using (scene.HoldStaging())
        {
            await scene.UntilHeldAsync(run);
            sync = scene.Program.RunAsync("sync", "--json");
            await scene.UntilWaitingAsync(1);
            (await scene.OneAsync($"select count(*) from staging.t_runs where run_id = '{run}' and applied is null")).ShouldBe(1);
        }

        (await sync).ExitCode.ShouldBe(0, (await sync).Error);
        await scene.UntilAsync("select count(*) from staging.t_runs where applied is not null", 3);
        await Facts.InTurnAsync(scene);
        (await scene.OneAsync($"select attempts from wolverine.wolverine_incoming_envelopes where message_type like '%StageRoster'")).ShouldBeLessThanOrEqualTo(1, "nobody else handled it");
        (await scene.OneAsync("select count(*) from wolverine.wolverine_nodes")).ShouldBe(1, "the service is still a node, the command no longer");
        (await node.StopAsync()).ShouldBe(0, node.Log);
    }
}
