using ClanLedger.Simulator.Discord;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Notifying;

namespace ClanLedger.Tests.Operating;

/// <summary>Real processes, killed without a word between a run's commit and the last its digest needs.</summary>
public sealed class DigestCrashTests(LedgerServer server)
{
    [Fact]
    public async Task Killed_before_the_digest_was_in_the_queue_another_node_delivers_it_once()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        await using var discord = await DiscordAsync(scene);
        await scene.MissRunAsync();
        await using (await scene.LockAsync("notify.t_messages"))
        {
            var node = scene.StartNode();
            await scene.UntilAsync("select least(count(*), 1) from pg_locks where relation = 'notify.t_messages'::regclass and not granted", 1);
            await node.KillAsync();
        }

        await scene.StartNode().ReadyAsync();
        await scene.UntilAsync("select count(*) from notify.t_messages where state = 'delivered'", 2);
        discord.Received.Count.ShouldBe(2, "that of the command line, and that of the run that was missed");
        (await scene.OneAsync("select sum(unknown) from notify.t_messages")).ShouldBe(0);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task Killed_while_Discord_had_not_answered_the_digest_is_posted_again_and_counted_as_a_possible_duplicate(bool taken, int shown)
    {
        await using var scene = await ServiceScene.StartAsync(server);
        await using var discord = await DiscordAsync(scene);
        await scene.MissRunAsync();
        discord.Faults.Add(taken ? DiscordFault.TakenThenHang : DiscordFault.Hang, times: 1);
        var node = scene.StartNode();
        await Until.TrueAsync("Discord was asked", () => Task.FromResult(discord.Answers.Contains("hang officers", StringComparer.Ordinal)));
        await node.KillAsync();

        await scene.StartNode().ReadyAsync();
        await scene.UntilAsync("select count(*) from notify.t_messages where state = 'delivered'", 2);
        discord.Received.Count.ShouldBe(shown);
        (await scene.OneAsync("select sum(unknown) from notify.t_messages")).ShouldBe(1);
    }

    private static async Task<SimulatedDiscord> DiscordAsync(ServiceScene scene)
    {
        var discord = await SimulatedDiscord.StartAsync(Officers.Unlimited);
        scene.Set("Discord__WebhookUrl", discord.AddWebhook("officers").ToString());
        scene.Set("Discord__TimeoutSeconds", "300");
        return discord;
    }
}
