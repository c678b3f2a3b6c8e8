using ClanLedger.Scheduling;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Operating;

/// <summary>Processes on one database, which do nothing twice and lose nothing.</summary>
public sealed class SeveralNodesTests(LedgerServer server)
{
    private const string Runs = "select count(*) from staging.t_runs where applied is not null";
    private const string Left = "select count(*) from wolverine.wolverine_incoming_envelopes where status in ('Incoming', 'Scheduled') and message_type not like '%RequestSync'";
    private const string Begun = "select count(*) from staging.t_runs";

    [Fact]
    public async Task Three_nodes_make_one_run_of_an_occurrence()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        var occurrence = scene.ScheduleIn(TimeSpan.FromSeconds(25));
        var nodes = new[] { scene.StartNode(), scene.StartNode(), scene.StartNode() };
        await Task.WhenAll(nodes.Select(n => n.ReadyAsync()));

        await scene.UntilAsync(Runs, 1);
        await scene.UntilAsync(Left, 0);

        (await scene.OneAsync($"select count(*) from staging.t_runs where run_id = '{RunIds.Of(occurrence)}'")).ShouldBe(1);
        (await scene.OneAsync(Begun)).ShouldBe(1);
        (await scene.OneAsync("select count(*) from ledger.mt_events where type = 'sync_completed'")).ShouldBe(1);
        (await scene.OneAsync("select count(*) from wolverine.wolverine_incoming_envelopes where message_type like '%SendReport'")).ShouldBe(1, "one digest");
        foreach (var node in nodes)
            (await node.StopAsync()).ShouldBe(0, node.Log);
        (await scene.OneAsync("select count(*) from wolverine.wolverine_nodes")).ShouldBe(0, "they say good-bye");
    }
}
