using System.Globalization;
using System.Text.Json.Nodes;
using ClanLedger.Simulator.Discord.Showing;
using ClanLedger.Simulator.Discord.Validating;

namespace ClanLedger.Simulator.Discord;

/// <summary>A stand-in of Discord on 127.0.0.1 that takes webhooks' messages over real HTTP: validates, limits, fails on purpose, keeps and shows.</summary>
public sealed class SimulatedDiscord : IAsyncDisposable
{
    /// <summary>Discord's ids count milliseconds since the beginning of 2015.</summary>
    private const long Epoch = 1420070400000;

    private readonly DiscordOptions _options;
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedWebhook> _webhooks = new(StringComparer.Ordinal);
    private readonly List<ReceivedMessage> _received = [];
    private long _ids;

    private SimulatedDiscord(DiscordOptions options, WebApplication app) => (_options, _app) = (options, app);

    /// <summary>What goes wrong on purpose.</summary>
    public DiscordFaults Faults { get; } = new();

    /// <summary>Where it is served.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The page that shows what was received.</summary>
    public Uri Page => new(Address, "/");

    /// <summary>Messages that a channel shows, oldest first.</summary>
    public IReadOnlyList<ReceivedMessage> Received
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    /// <summary>Every answer so far, in order: <c>200 officers</c>, <c>429 officers</c>.</summary>
    public IReadOnlyList<string> Answers
    {
        get
        {
            lock (_gate)
                return [.. _answers];
        }
    }

    private readonly List<string> _answers = [];

    /// <summary>Serves until disposed.</summary>
    public static async Task<SimulatedDiscord> StartAsync(DiscordOptions? options = null, CancellationToken ct = default)
    {
        options ??= new DiscordOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        var app = builder.Build();
        var discord = new SimulatedDiscord(options, app);
        app.MapPost("/api/webhooks/{id}/{token}", discord.ExecuteAsync);
        app.MapPost("/api/v10/webhooks/{id}/{token}", discord.ExecuteAsync);
        app.MapGet("/", (string? theme) => Results.Content(ChannelPage.Of(discord.Received, theme), "text/html; charset=utf-8"));
        await app.StartAsync(ct);
        return discord;
    }

    /// <summary>A webhook of a channel of its own; returns its address, which is the secret that lets anyone post.</summary>
    /// <param name="name">How it is called here.</param>
    /// <param name="token">Its secret; null: one that goes with its name.</param>
    public Uri AddWebhook(string name, string? token = null)
    {
        lock (_gate)
        {
            var id = $"{1_100_000_000_000_000_000 + _webhooks.Count}";
            token ??= $"secret-of-{name}-{new string('x', 40)}";
            _webhooks[$"{id}/{token}"] = new SimulatedWebhook(name, id, new Bucket(_options.PerWebhook, _options.Clock), new Bucket(_options.PerChannel, _options.Clock));
            return new Uri(Address, $"/api/v10/webhooks/{id}/{token}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ExecuteAsync(HttpContext http, string id, string token)
    {
        SimulatedWebhook? webhook;
        bool known;
        lock (_gate)
        {
            webhook = _webhooks.GetValueOrDefault($"{id}/{token}");
            known = _webhooks.Keys.Any(k => k.StartsWith(id + "/", StringComparison.Ordinal));
        }

        using var body = new StreamReader(http.Request.Body);
        var text = await body.ReadToEndAsync(http.RequestAborted);
        var name = webhook?.Name ?? "unknown";
        var fault = webhook is null ? null : Faults.Next(name);
        var answer = webhook is null
            ? known ? DiscordAnswer.Error(401, 50027, "Invalid Webhook Token") : DiscordAnswer.Error(404, 10015, "Unknown Webhook")
            : fault is { Takes: false } ? fault.Answer : Take(http, webhook, text);
        lock (_gate)
            _answers.Add($"{(fault is null ? answer.Status : fault.Label)} {name}");
        if (fault is not null && await fault.HappensAsync(http))
            return;
        await answer.SendAsync(http);
    }

    private DiscordAnswer Take(HttpContext http, SimulatedWebhook webhook, string text)
    {
        lock (_gate)
        {
            var (limited, headers) = webhook.Arrive();
            if (limited is not null)
                return limited;
            if (Rules.Broken(http.Request, text, out var payload) is { } broken)
                return broken with { Headers = headers };
            var now = _options.Clock.GetUtcNow();
            var message = new ReceivedMessage(
                ((ulong)(now.ToUnixTimeMilliseconds() - Epoch) << 22) | (ulong)(_ids++ & 0xFFF), webhook.Name, http.Request.Query["thread_id"], now, payload!);
            _received.Add(message);
            return http.Request.Query["wait"] == "true"
                ? new DiscordAnswer(200, Shown(message, webhook)) { Headers = headers }
                : new DiscordAnswer(204, null) { Headers = headers };
        }
    }

    private static JsonObject Shown(ReceivedMessage message, SimulatedWebhook webhook) => new()
    {
        ["id"] = message.Id.ToString(CultureInfo.InvariantCulture),
        ["channel_id"] = message.ThreadId ?? "1000000000000000001",
        ["webhook_id"] = webhook.Id,
        ["type"] = 0,
        ["content"] = message.Payload["content"]?.DeepClone() ?? "",
        ["embeds"] = message.Payload["embeds"]?.DeepClone() ?? new JsonArray(),
        ["timestamp"] = message.At.ToString("O"),
    };
}

/// <summary>A message that Discord took.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Webhook">The name of the webhook that posted it.</param>
/// <param name="ThreadId">The thread it was posted to.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Payload">What was posted.</param>
public sealed record ReceivedMessage(ulong Id, string Webhook, string? ThreadId, DateTimeOffset At, JsonObject Payload)
{
    /// <summary>Its embeds.</summary>
    public IEnumerable<JsonNode> Embeds => (Payload["embeds"] as JsonArray ?? []).Select(e => e!);
}
