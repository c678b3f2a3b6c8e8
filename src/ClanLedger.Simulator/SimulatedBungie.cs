using System.Buffers;
using ClanLedger.Simulator.Answering;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Simulator;

/// <summary>A stand-in of bungie.net on 127.0.0.1, serving a <see cref="World"/> over real HTTP.</summary>
public sealed class SimulatedBungie : IAsyncDisposable
{
    private static readonly ErrorAnswer NoKey = new(2102, "ApiKeyMissingFromRequest", 403);
    private static readonly ErrorAnswer WrongKey = new(2101, "ApiInvalidOrExpiredKey", 401);
    private static readonly ErrorAnswer NoClan = new(622, "GroupNotFound", 404);
    private static readonly ErrorAnswer NoAccount = new(18, "InvalidParameters", 400);
    private static readonly ErrorAnswer NoEndpoint = new(21, "InvalidAction", 404);

    private readonly SimulatorOptions _options;
    private readonly WebApplication _app;
    private readonly RollingLimit _limit;
    private long _requests;

    private SimulatedBungie(World world, SimulatorOptions options, WebApplication app)
    {
        (World, _options, _app) = (world, options, app);
        _limit = new RollingLimit(options.RateLimit);
    }

    /// <summary>What is served.</summary>
    public World World { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Where the Platform API begins.</summary>
    public Uri BaseUrl => new($"{_app.Urls.First()}/Platform/");

    /// <summary>Requests answered so far.</summary>
    public long RequestsServed => Interlocked.Read(ref _requests);

    /// <summary>Requests refused for coming too fast.</summary>
    public int Throttled => _limit.Refused;

    /// <summary>The most requests seen in any window of the rate limit, or of 10 s.</summary>
    public int MostInWindow => _limit.Most;

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
        if (_options.Latency > TimeSpan.Zero)
            await Task.Delay(_options.Latency, http.RequestAborted);
        var path = http.Request.Path.Value ?? "";
        if (string.IsNullOrEmpty(http.Request.Headers.UserAgent))
            await BlockAsync(http);
        else if (!path.EndsWith('/'))
            http.Response.Redirect($"{path}/{http.Request.QueryString}", permanent: true);
        else if (path.StartsWith("/simulator/", StringComparison.Ordinal))
            await ControlAsync(http, path);
        else
            await PlatformAsync(http);
    }

    private async Task PlatformAsync(HttpContext http)
    {
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        var question = Request.Read(http.Request);
        var fault = _limit.Allows() ? Faults.Of(question) : new ErrorAnswer(36, "ThrottleLimitExceededMomentarily", 429, 10);
        ErrorAnswer? error;
        lock (World.Gate)
            error = fault as ErrorAnswer ?? Answer(http.Request, question, body);
        if (error is not null)
        {
            body.Clear();
            Envelope.Failure(body, error);
            if (error.RetryAfter is { } seconds)
                http.Response.Headers.RetryAfter = seconds.ToString();
        }

        if (fault is BrokenAnswer broken)
            await broken.AnswerAsync(http, body.WrittenMemory);
        else
            await Write.BytesAsync(http, error?.HttpStatus ?? 200, "application/json; charset=utf-8", fault is Lie lie ? lie.Tell(body.WrittenMemory) : body.WrittenMemory);
    }

    private ErrorAnswer? Answer(HttpRequest request, Question question, ArrayBufferWriter<byte> body)
    {
        var key = request.Headers["X-API-Key"].ToString();
        if (key.Length == 0)
            return NoKey;
        if (_options.ApiKey is { } only && only != key)
            return WrongKey;
        return question.Subject switch
        {
            Subject.Detail => Group(question.Id, body),
            Subject.Roster => Members(question.Id, question.Page, body),
            Subject.Profile => Profile(Who(question.Id, request), body),
            Subject.MembershipOf => MembershipOf(Who(question.Id, request), body),
            _ => NoEndpoint,
        };
    }

    private ErrorAnswer? Group(long clanId, ArrayBufferWriter<byte> body)
    {
        if (World.Clan(clanId) is not { } clan)
            return NoClan;
        Envelope.Success(body, json => GroupAnswers.Group(json, clan));
        return null;
    }

    private ErrorAnswer? Members(long clanId, int page, ArrayBufferWriter<byte> body)
    {
        if (World.Clan(clanId) is not { } clan)
            return NoClan;
        var roster = clan.Roster.ToArray();
        if (_options.ShuffleMembers)
            new Random(HashCode.Combine(World.Seed, World.Day.DayNumber) ^ (int)clanId).Shuffle(roster);
        var before = (page - 1) * _options.PageSize;
        var repeated = _options.RepeatMembersAcrossPages && page > 1 ? 1 : 0;
        var shown = roster.Skip(before - repeated).Take(_options.PageSize + repeated).ToArray();
        Envelope.Success(body, json => GroupAnswers.Members(
            json, shown, roster.Length, before + _options.PageSize < roster.Length, page, _options.PageSize));
        return null;
    }

    private static ErrorAnswer? Profile(Person? person, ArrayBufferWriter<byte> body)
    {
        if (person is null)
            return NoAccount;
        Envelope.Success(body, json => ProfileAnswers.Profile(json, person));
        return null;
    }

    private ErrorAnswer? MembershipOf(Person? person, ArrayBufferWriter<byte> body)
    {
        if (person is null)
            return NoAccount;
        Envelope.Success(body, json => GroupAnswers.MembershipOf(json, person, person.ClanId is { } id ? World.Clan(id) : null));
        return null;
    }

    private Person? Who(long membershipId, HttpRequest request) =>
        World.Who(membershipId) is { } person && person.MembershipType == Request.MembershipType(request) ? person : null;

    private async Task ControlAsync(HttpContext http, string path)
    {
        if (path == "/simulator/day/" && HttpMethods.IsPost(http.Request.Method))
            World.LiveOneDay();
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
