using ClanLedger.Serving;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClanLedger.Tests.Serving;

public sealed class WarmUpTests(LedgerServer server)
{
    private const int Kinds = 5;

    [Fact]
    public async Task A_new_process_has_asked_itself_before_it_is_ready()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2, settings: Api.Keys);
        WarmUpOf(scene.Ledger).Answers.ShouldBe(0, "there is nothing to ask about yet");
        await scene.SyncAsync();

        await using var next = await TestLedger.StartAsync(server, scene.Bungie.BaseUrl, [.. Api.Keys, ("ConnectionStrings:Ledger", scene.Ledger.ConnectionString)]);
        var answers = WarmUpOf(next).Answers;
        answers.ShouldBeGreaterThanOrEqualTo(Kinds);
        (answers % Kinds).ShouldBe(0, "each kind of question was answered");
    }

    [Fact]
    public async Task What_can_not_be_asked_does_not_keep_a_process_from_serving()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, settings: Api.Keys);
        await scene.SyncAsync();
        await scene.Ledger.ExecuteAsync("alter table groups.t_memberships rename column baseline to broken");

        await using var next = await TestLedger.StartAsync(server, scene.Bungie.BaseUrl, [.. Api.Keys, ("ConnectionStrings:Ledger", scene.Ledger.ConnectionString)]);
        WarmUpOf(next).Answers.ShouldBe(0);
        await (await Api.OfAsync(next)).SendAsync("GET", "/api/clans", 200);
    }

    [Fact]
    public async Task A_process_that_is_told_to_stop_meanwhile_stops_in_good_order()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, settings: Api.Keys);
        await scene.SyncAsync();
        await Should.NotThrowAsync(WarmUpOf(scene.Ledger).StartedAsync(new CancellationToken(canceled: true)));
    }

    private static WarmUp WarmUpOf(TestLedger ledger) => ledger.Services.GetServices<IHostedService>().OfType<WarmUp>().Single();
}
