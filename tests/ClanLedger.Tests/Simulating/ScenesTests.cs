using System.Text.Json;
using System.Text.Json.Nodes;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Directing;

namespace ClanLedger.Tests.Simulating;

public sealed class ScenesTests
{
    /// <summary>For each day: whether the Archive (first line) and the Watch (second line) show their true rosters.</summary>
    [Theory]
    [InlineData("maintenance", ".....!!.......", ".....!!.......")]
    [InlineData("throttled", "....!!!.......", "....!!!.......")]
    [InlineData("half-roster", "..............", ".....!........")]
    [InlineData("gap", "..............", ".....!!.......")]
    [InlineData("empty-roster", "..............", ".....!........")]
    [InlineData("lasting-loss", "..............", "..............")]
    [InlineData("private-profiles", "..............", "..............")]
    [InlineData("clan-down", "..............", ".....!!!......")]
    [InlineData("two-clans", "..............", "....!!!!!.....")]
    [InlineData("hostile-bodies", "..............", "...!!!!!!!....")]
    public async Task A_scene_goes_wrong_on_its_days(string name, string archive, string watch)
    {
        await using var bungie = await SimulatedBungie.StartAsync(World.Demo(7, new DateOnly(2026, 1, 1)));
        using var http = NewClient(bungie);
        var shown = new List<string>();
        for (var day = 1; day <= 14; day++)
        {
            if (day > 1)
                bungie.World.LiveOneDay();
            Scenes.All[name].Direct(bungie, day);
            shown.Add(string.Concat(await Task.WhenAll(bungie.World.Clans.Select(c => ShowsAsync(http, c)))));
        }

        string.Concat(shown.Select(s => s[0])).ShouldBe(archive);
        string.Concat(shown.Select(s => s[1])).ShouldBe(watch);
    }

    [Fact]
    public async Task Who_leaves_in_the_lasting_loss_does_not_come_back()
    {
        await using var bungie = await SimulatedBungie.StartAsync(World.Demo(7, new DateOnly(2026, 1, 1)));
        var (before, lost) = (Array.Empty<Person>(), Array.Empty<Person>());
        for (var day = 2; day <= 14; day++)
        {
            bungie.World.LiveOneDay();
            before = [.. bungie.World.Clans.ElementAt(1).Members];
            Scenes.All["lasting-loss"].Direct(bungie, day);
            if (day == 6)
                lost = [.. before.Except(bungie.World.Clans.ElementAt(1).Members)];
        }

        lost.Length.ShouldBeGreaterThan(15);
        lost.ShouldAllBe(p => p.ClanId == null);
    }

    [Fact]
    public async Task Some_answers_are_flaky_and_most_are_well()
    {
        await using var bungie = await SimulatedBungie.StartAsync(World.Demo(7, new DateOnly(2026, 1, 1)));
        using var http = NewClient(bungie);
        Scenes.All["flaky"].Direct(bungie, 1);
        var shown = await Task.WhenAll(Enumerable.Range(1, 300).Select(_ => ShowsAsync(http, bungie.World.Clans.First())));
        shown.Count(s => s == '!').ShouldBeInRange(15, 50);
    }

    private static HttpClient NewClient(SimulatedBungie bungie)
    {
        var http = new HttpClient { BaseAddress = bungie.BaseUrl };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
        http.DefaultRequestHeaders.Add("X-API-Key", "a-key");
        return http;
    }

    private static async Task<char> ShowsAsync(HttpClient http, SimulatedClan clan)
    {
        try
        {
            using var response = await http.GetAsync(
                new Uri($"GroupV2/{clan.ClanId}/Members/?currentpage=1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            await response.Content.LoadIntoBufferAsync(1 << 20, TestContext.Current.CancellationToken);
            var envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            var right = response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "application/json"
                && (int?)envelope?["ErrorCode"] == 1 && (int?)envelope["Response"]?["totalResults"] == clan.Members.Count;
            return right ? '.' : '!';
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException)
        {
            return '!';
        }
    }
}
