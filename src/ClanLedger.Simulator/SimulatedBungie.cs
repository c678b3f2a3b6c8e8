using ClanLedger.Simulator.Answering;
using ClanLedger.Simulator.Limiting;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Simulator.Misbehaving.Wire;

namespace ClanLedger.Simulator;

/// <summary>A stand-in of bungie.net on 127.0.0.1, serving a <see cref="World"/> over real HTTP.</summary>
public sealed class SimulatedBungie : IAsyncDisposable
{
    private static readonly ErrorAnswer NoKey = new(2102, "ApiKeyMissingFromRequest", 403);
    private static readonly ErrorAnswer WrongKey = new(2101, "ApiInvalidOrExpiredKey", 401);

    private readonly SimulatorOptions _options;
    private readonly WebApplication _app;
    private readonly Answerer _answerer;
    private readonly Traffic _traffic;
    private long _requests;

    private SimulatedBungie(World world, SimulatorOptions options, WebApplication app)
    {
        (World, _options, _app) = (world, options, app);
        _answerer = new Answerer(world, options);
        if (options.WritesProfilesAhead)
            _answerer.WriteProfiles();
        _traffic = new Traffic(options.RateLimit, options.Clock);
    }

    /// <summary>What is served.</summary>
    public World World { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Where the Platform API begins.</summary>
    public Uri BaseUrl => new($"{_app.Urls.First()}/Platform/");

    /// <summary>Requests answered so far.</summary>
    public long RequestsServed => Interlocked.Read(ref _requests);

    /// <summary>Platform requests refused because there were too many.</summary>
    public long Throttled => _traffic.Throttled;

    /// <summary>The highest number of Platform requests, refused ones included, in any 10 seconds.</summary>
    public int MostInWindow => _traffic.MostInWindow;

    /// <summary>Serves until disposed.</summary>
    public static async Task<SimulatedBungie> StartAsync(World world, SimulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new SimulatorOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        var app = builder.Build();
        var simulated = new SimulatedBungie(world, options, app);
        app.Run(simulated.AnswerAsync);
        await app.StartAsync(ct);
        return simulated;
    }

    /// <summary>Waits until it is told to stop.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _requests);
        var path = http.Request.Path.Value ?? "";
        var blocked = string.IsNullOrEmpty(http.Request.Headers.UserAgent);
        var refused = !blocked && path.StartsWith("/Platform/", StringComparison.Ordinal) ? _traffic.Arrive() : null;
        if (_options.Latency > TimeSpan.Zero)
            await Task.Delay(_options.Latency, http.RequestAborted);
        if (blocked)
            await BlockAsync(http);
        else if (refused is not null)
            await refused.Answer.SendAsync(http);
        else if (!path.EndsWith('/'))
            http.Response.Redirect($"{path}/{http.Request.QueryString}", permanent: true);
        else if (path.StartsWith("/simulator/", StringComparison.Ordinal))
            await ControlAsync(http, path);
        else
            await PlatformAsync(http);
    }

    private async Task PlatformAsync(HttpContext http)
    {
        var question = Question.Of(http.Request);
        var fault = Refusal(http.Request) ?? Faults.Next(question);
        var answer = _answerer.To(question, fault);
        await (fault is WireFault wire ? wire.SendAsync(http, answer) : answer.SendAsync(http));
    }

    private ErrorAnswer? Refusal(HttpRequest request)
    {
        var key = request.Headers["X-API-Key"].ToString();
        if (key.Length == 0)
            return NoKey;
        return _options.ApiKey is { } only && only != key ? WrongKey : null;
    }

    private async Task ControlAsync(HttpContext http, string path)
    {
        if (path == "/simulator/day/" && HttpMethods.IsPost(http.Request.Method))
        {
            World.LiveOneDay();
            if (_options.WritesProfilesAhead)
                _answerer.WriteProfiles();
        }

        await http.Response.WriteAsJsonAsync(new
        {
            day = World.Day.ToString("yyyy-MM-dd"),
            clans = World.Clans.Select(c => new { clan_id = c.ClanId.ToString(), name = c.Name, members = c.Members.Count }),
        });
    }

    /// <summary>As Cloudflare answers requests without a User-Agent (Bungie-net/api#1970).</summary>
    private static async Task BlockAsync(HttpContext http)
    {
        http.Response.StatusCode = 403;
        http.Response.ContentType = "text/html; charset=UTF-8";
        await http.Response.WriteAsync("<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked</body></html>");
    }
}
