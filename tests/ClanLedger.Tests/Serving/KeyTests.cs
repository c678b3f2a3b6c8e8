using ClanLedger.Hosting;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Serving;

[Collection<Served>]
public sealed class KeyTests(ServedLedger served, LedgerServer server)
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");

    [Fact]
    public async Task Without_a_key_nothing_under_api_is_answered_and_with_a_viewers_key_nothing_is_written()
    {
        var api = served.Api;
        var writing = 0;
        foreach (var (path, method, _) in api.Contract.Operations)
        {
            var url = path.Replace("{id}", "1", StringComparison.Ordinal).Replace("{event}", $"{Guid.Empty}", StringComparison.Ordinal);
            (await api.RefusedAsync(url, 401, method, key: null)).ShouldBe("A key is needed: Authorization: Bearer KEY", url);
            (await api.RefusedAsync(url, 401, method, key: "a-key-that-nobody-configured")).ShouldBe("The key is not known", url);
            if (method == "GET")
                continue;
            writing++;
            (await api.RefusedAsync(url, 403, method)).ShouldMatch("^The key 'a viewer' may not do this: (officer|admin) is needed$", url);
        }

        writing.ShouldBe(5, "every route that writes");
    }

    [Fact]
    public async Task An_officer_does_not_say_which_clans_are_tracked()
    {
        var api = served.Api;

        (await api.RefusedAsync("/api/clans", 403, "POST", Api.Officer, new { clanId = "881001" })).ShouldBe("The key 'an officer' may not do this: admin is needed");
        await api.RefusedAsync("/api/clans/881001", 403, "DELETE", Api.Officer);
    }

    [Fact]
    public async Task Without_any_key_configured_only_this_machine_is_answered()
    {
        await using var ledger = await TestLedger.StartAsync(server, Nowhere);
        var api = await Api.OfAsync(ledger);

        await api.SendAsync("GET", "/api/clans", 200, key: null);
        foreach (var header in new[] { ("Host", "ledger.example"), ("X-Forwarded-For", "203.0.113.9"), ("Origin", "https://other.example"), ("Sec-Fetch-Site", "cross-site") })
            (await api.SendAsync("GET", "/api/clans", 401, null, null, header)).ReadAsText().ShouldContain("No key is configured (Api__Keys)");
        var foreign = await ledger.Web.Server.SendAsync(http =>
        {
            http.Request.Path = "/api/clans";
            http.Request.Host = new("localhost");
            http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("203.0.113.9");
        }, TestContext.Current.CancellationToken);
        foreign.Response.StatusCode.ShouldBe(401);
        var proxied = await ledger.Web.Server.SendAsync(http =>
        {
            http.Request.Path = "/api/clans";
            http.Request.Host = new("127.0.0.1");
            http.Request.Protocol = "HTTP/1.0";
        }, TestContext.Current.CancellationToken);
        proxied.Response.StatusCode.ShouldBe(401, "a proxy that says nothing of itself");
    }

    [Fact]
    public async Task Each_key_has_so_many_requests_a_second()
    {
        await using var ledger = await TestLedger.StartAsync(server, Nowhere, [.. Api.Keys, ("Api:RequestsPerSecond", "1")]);
        var api = await Api.OfAsync(ledger);

        var statuses = new List<int>();
        for (var i = 0; i < 20 && !statuses.Contains(429); i++)
            statuses.Add((await ledger.Web.Server.SendAsync(http => (http.Request.Path, http.Request.Headers.Authorization) = ("/api/clans", $"Bearer {Api.Viewer}"), TestContext.Current.CancellationToken)).Response.StatusCode);
        statuses[..2].ShouldBe([200, 200]);
        statuses.ShouldContain(429);
        var other = await api.SendAsync("GET", "/api/clans", 200, Api.Officer);
        other.Context.Response.Headers.RetryAfter.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("Api:Keys:0:Role", "boss", "Api__Keys__0__Role is 'boss'; allowed is viewer, officer, admin")]
    [InlineData("Api:Keys:0:Name", "", "Api__Keys__0__Name is missing; allowed is a text of 1 to 64 characters")]
    [InlineData("Api:Keys:0:Key", "short", "Api__Keys__0__Key is too short (not shown); allowed is at least 16 characters")]
    [InlineData("Api:Keys:0:KeySha256", "ab", "Api__Keys__0__Key is set beside KeySha256; allowed is one of them")]
    [InlineData("Api:Keys:1:Name", "a viewer", "Api__Keys__1__Name is 'a viewer' for the second time; allowed is a different one for each")]
    [InlineData("Api:Origins:0", "clan.example", "Api__Origins__0 is 'clan.example'; allowed is an origin such as https://clan.example")]
    [InlineData("Api:RequestsPerSecond", "-1", "Api__RequestsPerSecond is '-1'; allowed is a whole number from 0 to 1000000")]
    public async Task A_wrong_setting_stops_the_program_in_one_line(string key, string value, string told) =>
        (await Should.ThrowAsync<UserErrorException>(() => TestLedger.StartAsync(server, Nowhere, [.. Api.Keys, (key, value)]))).Message.ShouldBe(told);
}
