using System.IO.Compression;
using System.Text;

namespace ClanLedger.Tests.Serving;

[Collection<Served>]
public sealed class AnsweringTests(ServedLedger served)
{
    [Theory]
    [InlineData("/api/clans/881002/members?format=csv", null)]
    [InlineData("/api/clans/881002/members", "text/csv")]
    public async Task A_list_is_csv_on_demand_and_no_name_is_a_formula_in_a_spreadsheet(string url, string? accept)
    {
        var api = served.Api;

        var csv = await api.SendAsync("GET", url, 200, headers: accept is null ? [] : [("Accept", accept)]);
        csv.Context.Response.ContentType.ShouldBe("text/csv; charset=utf-8; header=present");
        var text = csv.ReadAsText();
        text.ShouldStartWith("membershipId,memberId,name,bungieName,role,clanId,joined,baseline,tenureDays,lastPlayed\r\n");
        text.ShouldContain(",\"'=HYPERLINK(\"\"http://example.test\"\")\",");
        text.ShouldContain(",\"Comma, \"\"quote\"\" and\nline\",");
    }

    [Fact]
    public async Task Every_list_is_csv_too_with_a_link_to_the_next_page()
    {
        var api = served.Api;
        foreach (var (path, _, operation) in api.Contract.Operations.Where(o => o.Operation["responses"]!["200"]?["content"]?["text/csv"] is not null))
        {
            var url = path.Replace("/clans/{id}", "/clans/881001", StringComparison.Ordinal).Replace("/groups/{id}", "/groups/1", StringComparison.Ordinal)
                .Replace("/members/{id}", $"/members/{served.Crota.MembershipId}", StringComparison.Ordinal);
            var query = (Takes(operation, "limit") ? "?limit=1&format=csv" : "?format=csv") + (path.EndsWith("/diff", StringComparison.Ordinal) ? "&from=2026-01-01" : "");
            var answer = await api.SendAsync("GET", url + query, 200);
            answer.Context.Response.ContentType.ShouldNotBeNull().ShouldStartWith("text/csv");
            answer.ReadAsText().Split("\r\n").Length.ShouldBeGreaterThanOrEqualTo(2, url);
        }

        (await api.SendAsync("GET", "/api/members?limit=1&format=csv", 200)).Context.Response.Headers.Link.ToString().ShouldMatch("^</api/members\\?limit=1&format=csv&cursor=[^>]+>; rel=\"next\"$");
    }

    private static bool Takes(System.Text.Json.Nodes.JsonNode operation, string parameter) =>
        operation["parameters"]!.AsArray().Any(p => p!["name"]!.GetValue<string>() == parameter);

    [Fact]
    public async Task What_the_client_has_already_is_not_sent_again()
    {
        var api = served.Api;

        var first = await api.SendAsync("GET", "/api/clans", 200);
        var tag = first.Context.Response.Headers.ETag.ToString();
        tag.ShouldStartWith("W/\"");
        foreach (var known in new[] { tag, $"\"other\", {tag}", "*" })
            (await api.SendAsync("GET", "/api/clans", 304, headers: ("If-None-Match", known))).ReadAsText().ShouldBe("");
        await api.SendAsync("GET", "/api/clans", 200, headers: ("If-None-Match", "\"other\""));
        (await api.SendAsync("GET", "/api/clans?limit=1", 200, headers: ("If-None-Match", tag))).ReadAsText().Length.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("gzip", "/api/clans")]
    [InlineData("br", "/api/clans")]
    [InlineData("gzip", "/api/clans?format=csv")]
    public async Task Answers_are_compressed_for_those_who_ask(string encoding, string url)
    {
        var api = served.Api;
        using var client = served.Scene.Ledger.Web.Server.CreateClient();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {Api.Viewer}");
        client.DefaultRequestHeaders.Add("Accept-Encoding", encoding);

        using var answer = await client.GetAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentEncoding.ShouldHaveSingleItem().ShouldBe(encoding);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe((await api.SendAsync("GET", url, 200)).ReadAsText());
    }

    [Fact]
    public async Task Browsers_are_told_to_be_careful_and_other_pages_are_let_in_only_when_configured()
    {
        var api = served.Api;

        var headers = (await api.SendAsync("GET", "/api/clans", 200, headers: ("Origin", "https://other.example"))).Context.Response.Headers;
        (headers.XContentTypeOptions.ToString(), headers["Referrer-Policy"].ToString(), headers.CacheControl.ToString()).ShouldBe(("nosniff", "no-referrer", "private, no-cache"));
        headers.ContentSecurityPolicy.ToString().ShouldBe("default-src 'none'; frame-ancestors 'none'");
        headers.AccessControlAllowOrigin.Count.ShouldBe(0);
        foreach (var (url, status) in new[] { ("/api/clans/1", 404), ("/api/clans?limit=0", 400) })
            (await api.SendAsync("GET", url, status)).Context.Response.Headers.XContentTypeOptions.ToString().ShouldBe("nosniff", url);
    }

    [Fact]
    public async Task The_reference_page_needs_nothing_from_elsewhere()
    {
        var page = (await served.Scene.Ledger.Web.Scenario(s => s.Get.Url("/reference/"))).ReadAsText();
        page.ShouldContain("<title>ClanLedger");
        page.ShouldNotContain("https://cdn");
    }
}
