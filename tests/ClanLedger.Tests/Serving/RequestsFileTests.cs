using System.Text.RegularExpressions;
using ClanLedger.Tests.Repository;

namespace ClanLedger.Tests.Serving;

[Collection<Served>]
public sealed partial class RequestsFileTests(ServedLedger served)
{
    [Fact]
    public async Task The_file_of_requests_has_a_working_example_of_each()
    {
        var api = served.Api;
        var left = (await api.ItemsAsync($"/api/members/{served.Leaver.MembershipId}/timeline?kind=member_left")).Single();
        var run = (await api.ItemsAsync("/api/runs?limit=1")).Single();
        var text = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "ops", "requests.http"), TestContext.Current.CancellationToken);
        var requests = Request().Matches(text).Select(m => (Method: m.Groups["method"].Value, Url: m.Groups["url"].Value
            .Replace("{{clan}}", "881001", StringComparison.Ordinal).Replace("{{group}}", "1", StringComparison.Ordinal)
            .Replace("{{member}}", $"{served.Leaver.MembershipId}", StringComparison.Ordinal).Replace("{{event}}", $"{left["event"]}", StringComparison.Ordinal)
            .Replace("{{run}}", $"{run["runId"]}", StringComparison.Ordinal).Replace("{{snapshot}}", "42", StringComparison.Ordinal))).ToArray();

        api.Contract.Operations.Where(o => !requests.Any(r => r.Method == o.Method && Contract.Fits(o.Path, r.Url))).Select(o => $"{o.Method} {o.Path}").ShouldBeEmpty();
        foreach (var (method, url) in requests.Where(r => r.Method == "GET"))
            await api.SendAsync(method, url, 200);
    }

    [GeneratedRegex(@"^(?<method>GET|POST|DELETE) \{\{base\}\}(?<url>/\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Request();
}
