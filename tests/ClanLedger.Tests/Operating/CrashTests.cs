using System.Text.RegularExpressions;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Operating;

/// <summary>Real processes, killed without a word in the midst of a run.</summary>
public sealed class CrashTests(LedgerServer server)
{
    [Fact]
    public async Task Another_node_finishes_the_run_of_a_leader_that_was_killed_while_reading()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        var run = await scene.MissRunAsync();
        var asked = scene.Bungie.RequestsServed;
        var leader = scene.StartNode();
        using (scene.HoldStaging())
        {
            await scene.UntilHeldAsync(run);
            await scene.StartNode().ReadyAsync();
            await leader.KillAsync();
        }

        await Facts.OneRunAsync(scene, run);
        (scene.Bungie.RequestsServed - asked).ShouldBeLessThanOrEqualTo(7, "the clan, its roster, three profiles, and the one that was held once more");
    }

    [Fact]
    public async Task The_same_node_started_again_applies_what_it_was_killed_over()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        var run = await scene.MissRunAsync();
        scene.Bungie.World.Join(scene.Clan, "Newcomer");
        var node = scene.StartNode();
        await using (await scene.HoldApplyingAsync())
        {
            await scene.UntilWaitingAsync(1);
            await node.KillAsync();
        }

        (await scene.OneAsync("select count(*) from groups.t_members")).ShouldBe(3, "nothing of a run that was not committed is in the ledger");
        await scene.StartNode().ReadyAsync();

        await Facts.OneRunAsync(scene, run);
        (await scene.OneAsync("select count(*) from groups.t_members")).ShouldBe(4);
    }

    [Fact]
    public async Task A_run_over_which_the_database_went_away_is_made_when_it_is_back()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        var run = await scene.MissRunAsync();
        scene.Set("Service__StaleAfter", "00:01:00"); // As usual: the node does not take itself for dead, and its messages are its own.
        var node = scene.StartNode();
        var staging = scene.HoldStaging();
        await scene.UntilHeldAsync(run);
        await using (await scene.CloseDatabaseAsync())
        {
            staging.Dispose();
            await Until.TrueAsync("the node knows", () => Task.FromResult(node.Log.Contains("That was attempt 1", StringComparison.Ordinal)));
            await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken); // longer than to the next attempt
        }

        await Facts.OneRunAsync(scene, run);
        node.Log.ShouldContain($"Staging run {run}");
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_hands_its_run_over_at_once()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        var run = await scene.MissRunAsync();
        scene.Set("Service__Poll", "00:00:00.1"); // It looks for messages when it is told to stop, as likely as not.
        var node = scene.StartNode();
        using (scene.HoldStaging())
        {
            await scene.UntilHeldAsync(run);
            (await node.StopAsync()).ShouldBe(0, node.Log);
        }

        node.Log.ShouldContain($"Staging run {run}");
        node.Log.ShouldContain("is handed over: this node is stopping");
        node.Log.Split('\n').ShouldAllBe(line => Regex.IsMatch(line, @"^\d\d:\d\d:\d\d [a-z]{4}: [A-Za-z.]+\[-?\d+\] ."), "each entry is a line of its own");
        node.Log.ShouldNotContain("fail:", customMessage: node.Log);
        node.Log.ShouldNotContain("Exception", customMessage: node.Log);
        (await scene.OneAsync("select count(*) from wolverine.wolverine_nodes")).ShouldBe(0);
        await scene.StartNode().ReadyAsync();
        await Facts.OneRunAsync(scene, run);
    }
}
