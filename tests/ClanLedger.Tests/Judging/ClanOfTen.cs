using ClanLedger.Judging;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using ClanLedger.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Judging;

/// <summary>A clan of ten members beside one of one: enough for a roster of it to be held.</summary>
internal static class ClanOfTen
{
    public static async Task TrackAnewAsync(Scene scene, long clanId)
    {
        var tracking = scene.Ledger.Services.GetRequiredService<ClanTracking>();
        await tracking.RemoveAsync([clanId], null, TestContext.Current.CancellationToken);
        await tracking.AddAsync([clanId], null, TestContext.Current.CancellationToken);
    }

    public static SnapshotDecisions Decisions(Scene scene) => scene.Ledger.Services.GetRequiredService<SnapshotDecisions>();

    public static Task<IReadOnlyList<string>> VerdictsAsync(Scene scene) =>
        scene.Ledger.TextsAsync("select verdict from staging.t_snapshots where agreeing is not null order by snapshot_id");

    public static Person[] Empty(Scene scene, int members)
    {
        var gone = scene.Clans[0].Members.Skip(10 - members).ToArray();
        foreach (var person in gone)
            scene.World.Leave(person);
        return gone;
    }

    public static async Task<Scene> SceneOfTenAsync(LedgerServer server)
    {
        var scene = await Scene.StartAsync(server, clans: 2);
        for (var i = 2; i <= 10; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        await scene.SyncAsync();
        return scene;
    }
}
