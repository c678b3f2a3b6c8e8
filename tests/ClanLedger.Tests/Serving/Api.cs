using System.Text.Json.Nodes;
using Alba;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Serving;

/// <summary>The API of a ledger as a client uses it; every answer is held against the OpenAPI document.</summary>
internal sealed class Api
{
    public const string Viewer = "a-key-that-only-reads";
    public const string Officer = "a-key-that-also-decides";
    public const string Admin = "a-key-that-may-do-everything";

    /// <summary>Configuration with a key of each role, and no limit.</summary>
    public static readonly (string Key, string Value)[] Keys =
    [
        ("Api:Keys:0:Name", "a viewer"), ("Api:Keys:0:Role", "viewer"), ("Api:Keys:0:Key", Viewer),
        ("Api:Keys:1:Name", "an officer"), ("Api:Keys:1:Role", "Officer"), ("Api:Keys:1:Key", Officer),
        ("Api:Keys:2:Name", "an admin"), ("Api:Keys:2:Role", "admin"),
        ("Api:Keys:2:KeySha256", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Admin)))),
        ("Api:RequestsPerSecond", "0"),
    ];

    private readonly IAlbaHost _web;

    private Api(IAlbaHost web, Contract contract) => (_web, Contract) = (web, contract);

    public Contract Contract { get; }

    public static async Task<Api> OfAsync(TestLedger ledger)
    {
        var document = await ledger.Web.Scenario(s => s.Get.Url("/openapi/v1.json"));
        return new Api(ledger.Web, new Contract(JsonNode.Parse(document.ReadAsText())!));
    }

    /// <summary>A 200 with JSON.</summary>
    public async Task<JsonNode> GetAsync(string url, string? key = Viewer) => JsonNode.Parse((await SendAsync("GET", url, 200, key)).ReadAsText())!;

    /// <summary>The items of a list.</summary>
    public async Task<IReadOnlyList<JsonNode>> ItemsAsync(string url) => [.. (await GetAsync(url))["items"]!.AsArray().Select(i => i!)];

    /// <summary>The items of all pages of a list; the address has a query.</summary>
    public async Task<IReadOnlyList<JsonNode>> PagesAsync(string url)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await GetAsync(cursor is null ? url : $"{url}&cursor={cursor}");
            items.AddRange(page["items"]!.AsArray().Select(i => i!));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Problem details with this status; returns the detail.</summary>
    public async Task<string> RefusedAsync(string url, int status, string method = "GET", string? key = Viewer, object? body = null)
    {
        var answer = await SendAsync(method, url, status, key, body);
        answer.Context.Response.ContentType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(answer.ReadAsText())!;
        problem["status"]!.GetValue<int>().ShouldBe(status);
        return problem["detail"]?.GetValue<string>() ?? "";
    }

    /// <summary>Anything, with its status.</summary>
    public async Task<IScenarioResult> SendAsync(
        string method, string url, int status, string? key = Viewer, object? body = null, params (string Name, string Value)[] headers)
    {
        var result = await _web.Scenario(s =>
        {
            var request = method switch { "GET" => s.Get, "POST" => s.Post, "DELETE" => s.Delete, _ => throw new ArgumentOutOfRangeException(nameof(method)) };
            if (body is not null)
                s.Post.Json(body, JsonStyle.MinimalApi).ToUrl(url);
            else
                request.Url(url);
            if (key is not null)
                s.WithRequestHeader("Authorization", $"Bearer {key}");
            foreach (var (name, value) in headers)
                s.WithRequestHeader(name, value);
            s.StatusCodeShouldBe(status);
        });
        if (url.StartsWith("/api/", StringComparison.Ordinal))
            Contract.Check(method, url, status, result.Context.Response.ContentType, result.ReadAsText());
        return result;
    }
}
