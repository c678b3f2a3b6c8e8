using System.Buffers;
using System.Text.RegularExpressions;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator;

/// <summary>A stand-in of bungie.net on 127.0.0.1, serving a <see cref="World"/> over real HTTP.</summary>
public sealed class SimulatedBungie : IAsyncDisposable
{
    private static readonly Fault NoKey = new(2102, "ApiKeyMissingFromRequest", 403);
    private static readonly Fault WrongKey = new(2101, "ApiInvalidOrExpiredKey", 401);
    private static readonly Fault NoClan = new(622, "GroupNotFound", 404);
    private static readonly Fault NoAccount = new(18, "InvalidParameters", 400);
    private static readonly Fault NoEndpoint = new(21, "InvalidAction", 404);

    private readonly SimulatorOptions _options;
    private readonly WebApplication _app;
    private long _requests;

    private SimulatedBungie(World world, SimulatorOptions options, WebApplication app) => (World, _options, _app) = (world, options, app);

    /// <summary>What is served.</summary>
    public World World { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Where the Platform API begins.</summary>
    public Uri BaseUrl => new($"{_app.Urls.First()}/Platform/");

    /// <summary>Requests answered so far.</summary>
    public long RequestsServed => Interlocked.Read(ref _requests);

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
        http.Response.ContentType = "application/json; charset=utf-8";
        lock (World.Gate)
        {
            if (Answer(http.Request, body) is { } fault)
            {
                body.Clear();
                Envelope.Failure(body, fault);
                http.Response.StatusCode = fault.HttpStatus;
            }
        }

        http.Response.ContentLength = body.WrittenCount;
        await http.Response.Body.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    private Fault? Answer(HttpRequest request, ArrayBufferWriter<byte> body)
    {
        var key = request.Headers["X-API-Key"].ToString();
        if (key.Length == 0)
            return NoKey;
        if (_options.ApiKey is { } only && only != key)
            return WrongKey;
        var path = request.Path.Value!;
        if (Request.Profile().Match(path) is { Success: true } profile)
            return Profile(profile, body);
        if (Request.Members().Match(path) is { Success: true } members)
            return Members(members, int.TryParse(request.Query["currentpage"], out var page) ? page : 1, body);
        if (Request.Group().Match(path) is { Success: true } group)
            return Group(group, body);
        return Request.MembershipOf().Match(path) is { Success: true } membership ? MembershipOf(membership, body) : NoEndpoint;
    }

    private Fault? Group(Match match, ArrayBufferWriter<byte> body)
    {
        var clanId = Number(match, "clan");
        if ((Faults.OfClan(clanId) ?? (World.Clan(clanId) is null ? NoClan : null)) is { } fault)
            return fault;
        Envelope.Success(body, json => GroupAnswers.Group(json, World.Clan(clanId)!));
        return null;
    }

    private Fault? Members(Match match, int page, ArrayBufferWriter<byte> body)
    {
        var clanId = Number(match, "clan");
        if ((Faults.OfPage(clanId, page) ?? (World.Clan(clanId) is null ? NoClan : null)) is { } fault)
            return fault;
        var roster = World.Clan(clanId)!.Roster.ToArray();
        if (_options.ShuffleMembers)
            new Random(HashCode.Combine(World.Seed, World.Day.DayNumber) ^ (int)clanId).Shuffle(roster);
        var before = (page - 1) * _options.PageSize;
        var repeated = _options.RepeatMembersAcrossPages && page > 1 ? 1 : 0;
        var shown = roster.Skip(before - repeated).Take(_options.PageSize + repeated).ToArray();
        Envelope.Success(body, json => GroupAnswers.Members(
            json, shown, roster.Length, before + _options.PageSize < roster.Length, page, _options.PageSize));
        return null;
    }

    private Fault? Profile(Match match, ArrayBufferWriter<byte> body)
    {
        var membershipId = Number(match, "member");
        if ((Faults.OfProfile(membershipId) ?? (Who(match) is null ? NoAccount : null)) is { } fault)
            return fault;
        Envelope.Success(body, json => ProfileAnswers.Profile(json, Who(match)!));
        return null;
    }

    private Fault? MembershipOf(Match match, ArrayBufferWriter<byte> body)
    {
        if (Who(match) is not { } person)
            return NoAccount;
        Envelope.Success(body, json => GroupAnswers.MembershipOf(json, person, person.ClanId is { } id ? World.Clan(id) : null));
        return null;
    }

    private Person? Who(Match match) =>
        World.Who(Number(match, "member")) is { } person && person.MembershipType == Number(match, "type") ? person : null;

    private static long Number(Match match, string group) => long.TryParse(match.Groups[group].ValueSpan, out var number) ? number : -1;

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
