using System.Text.Json.Nodes;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Serving;

/// <summary>The tests that read it: one after another, and it ends before the server does.</summary>
[CollectionDefinition]
public sealed class Served : ICollectionFixture<ServedLedger>;

/// <summary>Five days of two clans in a group, with keys; only read once they are lived.</summary>
/// <remarks>
/// 1 January: all begin. 2: Crota is renamed Oryx, Leaver leaves, Newcomer joins. 3: Mover moves from the first clan to the second, Newcomer
/// becomes an Admin, Oryx plays. 4: nothing is read. 5: Leaver returns.
/// </remarks>
public sealed class ServedLedger(LedgerServer server) : IAsyncLifetime
{
    public const long First = 881001;
    public const long Second = 881002;

    private Scene? _scene;

    internal Api Api { get; private set; } = null!;

    internal Scene Scene => _scene!;

    internal Person Crota { get; private set; } = null!;

    internal Person Leaver { get; private set; } = null!;

    internal Person Mover { get; private set; } = null!;

    internal Person Newcomer { get; private set; } = null!;

    public async ValueTask DisposeAsync()
    {
        if (_scene is not null)
            await _scene.DisposeAsync();
    }

    /// <summary>Lives the five days.</summary>
    public async ValueTask InitializeAsync()
    {
        var scene = _scene = await Scene.StartAsync(server, settings: Serving.Api.Keys);
        Api = await Serving.Api.OfAsync(scene.Ledger);
        var (first, second) = (scene.Clans[0], scene.Clans[1]);
        foreach (var clan in scene.Clans)
            await Api.SendAsync("POST", "/api/clans", 200, Serving.Api.Admin, new JsonObject { ["clanId"] = $"{clan.ClanId}", ["group"] = "The Fleet" });
        (Crota, Leaver, Mover) = (scene.World.Join(first, "Crota"), scene.World.Join(first, "Leaver"), scene.World.Join(first, "Mover"));
        scene.World.Join(second, "=HYPERLINK(\"http://example.test\")");
        scene.World.Join(second, "Comma, \"quote\" and\nline");
        await scene.SyncAsync();

        scene.World.LiveOneDay();
        scene.World.Change(() => (Crota.DisplayName, Crota.GlobalName, Crota.BungieName) = ("Oryx", "Oryx", "Oryx"));
        scene.World.Leave(Leaver);
        Newcomer = scene.World.Join(first, "Newcomer");
        await scene.SyncAsync();

        scene.World.LiveOneDay();
        scene.World.Transfer(Mover, second);
        scene.World.Promote(Newcomer, 3);
        scene.World.Play(Crota, 95);
        await scene.SyncAsync();

        scene.World.LiveOneDay();
        scene.World.LiveOneDay();
        scene.World.Return(Leaver, first);
        await scene.SyncAsync();
    }
}
