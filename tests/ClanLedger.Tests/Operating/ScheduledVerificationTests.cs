using ClanLedger.Simulator.Discord;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Notifying;

namespace ClanLedger.Tests.Operating;

public sealed class ScheduledVerificationTests(LedgerServer server)
{
    [Fact]
    public async Task What_the_schedule_finds_wrong_is_in_every_digest_until_a_verification_finds_it_mended()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        await using var discord = await SimulatedDiscord.StartAsync();
        scene.Set("Discord__WebhookUrl", discord.AddWebhook("officers").ToString());
        await scene.Program.DoneAsync("sync");
        await scene.ExecuteAsync("update groups.t_members set destiny_name = 'Someone else' where member_id = 1");
        scene.Set("Schedule__Verify", "*/2 * * * * *");

        var node = await scene.StartNode().ReadyAsync();
        await Until.TrueAsync("the log tells", () => Task.FromResult(node.Log.Contains("1 of 3 rows of t_members differ", StringComparison.Ordinal)));
        (await scene.Program.DoneAsync("health", "--url", node.Address.ToString())).Output.ShouldContain("something is wrong with the ledger, `verify` says what");
        (await node.StopAsync()).ShouldBe(0, node.Log);

        await scene.ExecuteAsync("delete from wolverine.wolverine_incoming_envelopes where message_type like '%VerifyLedger'");
        scene.Set("Schedule__Verify", "off");
        (await DigestAsync()).ShouldContain("is not sound. verify shows what is wrong, and replay mends tables that are not what the events say:\n• 1 of 3 rows of t_members differ");
        await scene.Program.DoneAsync("replay");
        (await DigestAsync()).ShouldContain("is not sound", customMessage: "nobody has looked since");
        await scene.Program.DoneAsync("verify");
        (await DigestAsync()).ShouldNotContain("is not sound");

        async Task<string> DigestAsync()
        {
            await scene.Program.DoneAsync("sync");
            return Officers.Read(discord.Received[^1]);
        }
    }
}
