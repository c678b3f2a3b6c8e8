using System.Text.Json.Nodes;
using ClanLedger.Simulator;

namespace ClanLedger.Tests.Simulating;

/// <summary>A world of one clan of seven, a second clan of one, and someone who asks the simulator about them.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly HttpClient _http;

    private Client(SimulatedBungie bungie, SimulatedClan clan, SimulatedClan other)
    {
        (Bungie, Clan, Other) = (bungie, clan, other);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = bungie.BaseUrl };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
        _http.DefaultRequestHeaders.Add("X-API-Key", "a-key");
    }

    public SimulatedBungie Bungie { get; }

    public SimulatedClan Clan { get; }

    public SimulatedClan Other { get; }

    public string DetailPath => $"GroupV2/{Clan.ClanId}/";

    public static async Task<Client> StartAsync(SimulatorOptions? options = null)
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        var (clan, other) = (world.AddClan("Clan", "C"), world.AddClan("Other", "O"));
        for (var i = 1; i <= 7; i++)
            world.Join(clan, $"Member {i}");
        world.Join(other, "Stranger");
        return new Client(await SimulatedBungie.StartAsync(world, options ?? new SimulatorOptions { PageSize = 3 }), clan, other);
    }

    public Task<HttpResponseMessage> GetAsync(string path, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead) =>
        _http.GetAsync(new Uri(path, UriKind.Relative), until, TestContext.Current.CancellationToken);

    /// <summary>The envelope, whatever the HTTP status.</summary>
    public async Task<JsonNode> EnvelopeAsync(string path)
    {
        using var response = await GetAsync(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public async Task<int> ErrorCodeAsync(string path) => (int)(await EnvelopeAsync(path))["ErrorCode"]!;

    public async Task<JsonNode> PageAsync(int page) => (await EnvelopeAsync($"{DetailPath}Members/?currentpage={page}"))["Response"]!;

    public async Task<int> MemberCountAsync() => (int)(await EnvelopeAsync(DetailPath))["Response"]!["detail"]!["memberCount"]!;

    /// <summary>Everyone on all pages, until hasMore is false.</summary>
    public async Task<IReadOnlyList<JsonNode>> RosterAsync()
    {
        var members = new List<JsonNode>();
        for (var number = 1; ; number++)
        {
            var page = await PageAsync(number);
            members.AddRange(page["results"]!.AsArray().Select(m => m!));
            if (!(bool)page["hasMore"]!)
                return members;
        }
    }

    public Task<JsonNode> ProfileAsync(Person person) =>
        EnvelopeAsync($"Destiny2/{person.MembershipType}/Profile/{person.MembershipId}/?components=100,200");

    /// <summary>Asks for the next day.</summary>
    public Task<HttpResponseMessage> LiveOneDayAsync() =>
        _http.PostAsync(new Uri(Bungie.BaseUrl, "/simulator/day/"), null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Bungie.DisposeAsync();
    }
}
