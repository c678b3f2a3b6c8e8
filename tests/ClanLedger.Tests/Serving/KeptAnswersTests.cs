using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Serving;

/// <summary>Answers that are kept, told from others by the header Age.</summary>
public sealed class KeptAnswersTests(LedgerServer server)
{
    private const string Roster = "/api/clans/881001/members";

    [Fact]
    public async Task An_answer_is_kept_until_something_happens_and_whoever_may_not_ask_does_not_get_it()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, settings: Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        await scene.SyncAsync();

        var (first, age) = await AskAsync(api);
        age.ShouldBeNull();
        var (again, kept) = await AskAsync(api);
        kept.ShouldNotBeNull();
        again.ShouldBe(first);
        (await api.RefusedAsync(Roster, 401, key: null)).ShouldStartWith("A key is needed");
        (await AskAsync(api, ("Accept", "text/csv"))).Text.ShouldStartWith("membershipId,");
        var tag = (await api.SendAsync("GET", Roster, 200)).Context.Response.Headers.ETag.ToString();
        await api.SendAsync("GET", Roster, 304, headers: ("If-None-Match", tag));
        await api.SendAsync("GET", Roster, 200, headers: ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"));

        scene.World.LiveOneDay();
        scene.World.Join(scene.Clans[0], "Newcomer");
        await scene.SyncAsync();
        var (then, fresh) = await AskAsync(api);
        fresh.ShouldBeNull();
        then.ShouldContain("Newcomer");
    }

    [Fact]
    public async Task None_is_kept_when_the_settings_say_so()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, settings: [.. Api.Keys, ("Api:CacheMegabytes", "0")]);
        var api = await Api.OfAsync(scene.Ledger);
        await scene.SyncAsync();

        foreach (var _ in new int[2])
            (await AskAsync(api)).Age.ShouldBeNull();
    }

    private static async Task<(string Text, string? Age)> AskAsync(Api api, params (string Name, string Value)[] headers)
    {
        var answer = await api.SendAsync("GET", Roster, 200, headers: headers);
        return (answer.ReadAsText(), answer.Context.Response.Headers.Age.FirstOrDefault());
    }
}
