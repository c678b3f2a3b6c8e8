using System.Text.Json.Nodes;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Running;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Discord;
using ClanLedger.Simulator.Discord.Showing;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Notifying;

/// <summary>A scene whose officers read their digests on a Discord of their own.</summary>
internal sealed class Officers : IAsyncDisposable
{
    private Officers(SimulatedDiscord discord, Scene scene, IReadOnlyDictionary<string, string> webhooks) => (Discord, Scene, Webhooks) = (discord, scene, webhooks);

    /// <summary>Addresses by the routes' names.</summary>
    public IReadOnlyDictionary<string, string> Webhooks { get; }

    public SimulatedDiscord Discord { get; }

    public Scene Scene { get; }

    public World World => Scene.World;

    public TestLedger Ledger => Scene.Ledger;

    /// <param name="server">Where the ledger's database is made.</param>
    /// <param name="clans">How many.</param>
    /// <param name="routes">Names of routes, each with a webhook of its own.</param>
    /// <param name="options">Discord's limits; none that matter unless given.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<Officers> StartAsync(
        LedgerServer server, int clans = 1, string[]? routes = null, DiscordOptions? options = null, params (string Key, string Value)[] settings)
    {
        var discord = await SimulatedDiscord.StartAsync(options ?? Unlimited);
        var webhooks = (routes ?? ["officers"]).ToDictionary(r => r, r => discord.AddWebhook(r).ToString(), StringComparer.Ordinal);
        var configured = settings.Concat(webhooks.Select(w => ($"Discord:Routes:{w.Key}:WebhookUrl", w.Value))).Append(("Discord:RetryAfterSeconds", "0.01"));
        return new Officers(discord, await Scene.StartAsync(server, clans, null, [.. configured.DistinctBy(s => s.Item1, StringComparer.Ordinal)]), webhooks);
    }

    public static DiscordOptions Unlimited { get; } = new()
    {
        PerWebhook = new RateLimit(1_000_000, TimeSpan.FromSeconds(1)), PerChannel = new RateLimit(1_000_000, TimeSpan.FromSeconds(1)),
    };

    /// <summary>A run a day later, and its digests as far as they can be delivered soon.</summary>
    public async Task<SyncResult> NextDayAsync()
    {
        var run = await Scene.SyncNextDayAsync();
        await DeliveredAsync(run);
        return run;
    }

    public Task<DeliveryState> DeliveredAsync(SyncResult run) =>
        DeliveryWait.ForAsync(Ledger.Database, run.RunId, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>What became of the messages, in order: <c>officers delivered</c>.</summary>
    public Task<IReadOnlyList<string>> QueueAsync() => Ledger.TextsAsync("select route || ' ' || state from notify.t_messages order by message_id");

    /// <summary>A message as people read it.</summary>
    public static string Read(ReceivedMessage message) => string.Join('\n', message.Embeds.SelectMany(e =>
        new[] { e["title"], e["description"] }.Concat((e["fields"] as JsonArray ?? []).SelectMany(f => new[] { f!["name"], f["value"] })))
        .Where(text => text is not null).Select(text => DiscordMarkdown.Visible(text!.GetValue<string>())));

    public async ValueTask DisposeAsync()
    {
        await Scene.DisposeAsync();
        await Discord.DisposeAsync();
    }
}
