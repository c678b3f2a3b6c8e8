using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Repository;

namespace ClanLedger.Tests.Serving;

[Collection<Served>]
public sealed partial class RequestsFileTests(ServedLedger served, LedgerServer server)
{
    [Fact]
    public async Task The_file_of_requests_has_a_working_example_of_each()
    {
        var api = served.Api;
        var left = (await api.ItemsAsync($"/api/members/{served.Leaver.MembershipId}/timeline?kind=member_left")).Single();
        var run = (await api.ItemsAsync("/api/runs?limit=1")).Single();
        var requests = Request().Matches(await TextAsync()).Select(m => (Method: m.Groups["method"].Value, Url: m.Groups["url"].Value
            .Replace("{{clan}}", "881001", StringComparison.Ordinal).Replace("{{group}}", "1", StringComparison.Ordinal)
            .Replace("{{member}}", $"{served.Leaver.MembershipId}", StringComparison.Ordinal).Replace("{{event}}", $"{left["event"]}", StringComparison.Ordinal)
            .Replace("{{run}}", $"{run["runId"]}", StringComparison.Ordinal).Replace("{{snapshot}}", "42", StringComparison.Ordinal))).ToArray();

        api.Contract.Operations.Where(o => !requests.Any(r => r.Method == o.Method && Contract.Fits(o.Path, r.Url))).Select(o => $"{o.Method} {o.Path}").ShouldBeEmpty();
        foreach (var (method, url) in requests.Where(r => r.Method == "GET"))
            await api.SendAsync(method, url, 200);
    }

    [Fact]
    public async Task What_the_examples_write_is_written()
    {
        await using var scene = await Scene.StartAsync(server, clans: 3, settings: Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        var members = scene.Clans.Take(2).SelectMany(clan => Enumerable.Range(1, 9).Select(i => scene.World.Join(clan, $"Member {i}"))).ToArray();
        await scene.SyncAsync();
        foreach (var member in members.Where((_, i) => i % 3 > 0))
            scene.World.Leave(member);
        await scene.SyncNextDayAsync();
        var held = new Queue<string>((await api.ItemsAsync("/api/snapshots?verdict=quarantined")).Select(s => s["snapshotId"]!.GetValue<string>()));

        var writes = Request().Matches(await TextAsync()).Where(m => m.Groups["method"].Value != "GET").ToArray();
        foreach (var write in writes)
        {
            var url = write.Groups["url"].Value.Replace("{{clan}}", "881003", StringComparison.Ordinal);
            if (url.Contains("{{snapshot}}", StringComparison.Ordinal))
                url = url.Replace("{{snapshot}}", held.Dequeue(), StringComparison.Ordinal);
            var body = write.Groups["body"].Value.Replace("{{clan}}", "881003", StringComparison.Ordinal);
            var expected = write.Groups["method"].Value == "DELETE" ? 204 : url == "/api/runs" ? 202 : 200;
            await api.SendAsync(write.Groups["method"].Value, url, expected, Api.Admin, body.Length == 0 ? null : JsonNode.Parse(body));
        }

        writes.Length.ShouldBe(5);
        held.ShouldBeEmpty("one was accepted, one was rejected");
    }

    private static Task<string> TextAsync() =>
        File.ReadAllTextAsync(Path.Combine(Checkout.Root, "ops", "requests.http"), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"^(?<method>GET|POST|DELETE) \{\{base\}\}(?<url>/\S+)\n(\S+: .+\n)*(\n(?<body>\{.+\})\n)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Request();
}
