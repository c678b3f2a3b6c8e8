using System.Net;
using System.Text;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Operating;

namespace ClanLedger.Tests.Serving;

/// <summary>What only a real server over a real connection shows.</summary>
public sealed class BrowserTests(LedgerServer server)
{
    private static readonly Uri Clans = new("/api/clans", UriKind.Relative);

    [Fact]
    public async Task Pages_of_the_configured_origins_may_call_it_others_may_not_and_no_body_is_longer_than_allowed()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        scene.Set("Api__Origins__0", "https://roster.example");
        scene.Set("Api__Keys__0__Name", "page");
        scene.Set("Api__Keys__0__Role", "admin");
        scene.Set("Api__Keys__0__Key", "a-key-of-a-page-of-ours");
        var node = await scene.StartNode().ReadyAsync();
        using var http = new HttpClient { BaseAddress = node.Address };

        (await AllowedAsync(http, HttpMethod.Options, "https://roster.example")).ShouldBe("https://roster.example");
        (await AllowedAsync(http, HttpMethod.Get, "https://roster.example")).ShouldBe("https://roster.example");
        (await AllowedAsync(http, HttpMethod.Options, "https://other.example")).ShouldBeNull();
        (await AllowedAsync(http, HttpMethod.Get, "https://other.example")).ShouldBeNull();

        using var large = new HttpRequestMessage(HttpMethod.Post, Clans)
        {
            Content = new StringContent($"{{\"clanId\":\"1\",\"group\":\"{new string('x', 20_000)}\"}}", Encoding.UTF8, "application/json"),
        };
        large.Headers.Add("Authorization", "Bearer a-key-of-a-page-of-ours");
        using var refused = await http.SendAsync(large, TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    /// <summary>The origin that a browser is told may read the answer.</summary>
    private static async Task<string?> AllowedAsync(HttpClient http, HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, Clans);
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
            request.Headers.Add("Access-Control-Request-Method", "GET");
        else
            request.Headers.Add("Authorization", "Bearer a-key-of-a-page-of-ours");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
