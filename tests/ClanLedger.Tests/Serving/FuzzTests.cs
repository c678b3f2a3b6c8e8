using System.Text;
using System.Text.Json.Nodes;
using ClanLedger.Tests.Harness;
using CsCheck;

namespace ClanLedger.Tests.Serving;

public sealed class FuzzTests(LedgerServer server)
{
    private static readonly string[] Troublesome =
    [
        " ", "0", "-1", "1", "881001", "99999999999999999999", "9223372036854775807", "1e3", "0x10", "NaN", "true", "null", "2026-01-01", "0001-01-01", "9999-12-31",
        "2026-02-30", "2026-1-3", "' or 1=1 --", "'; drop table groups.t_members; --", "%", "_", "\\", "\0", "\t", "\u202E", "ﷺ", "🜁🜁", "\uFFFD", "a/../b", "{id}", "<script>",
        "WyIiLCIiXQ", "WyI5OTk5LTEyLTMxIiwiMSIsIjEiXQ", "WyJcdTAwMDAiLCIxIl0", "W251bGwsbnVsbF0", "WyIxIl0", "csv", "json", "name", "present", "member_left",
    ];

    [Fact]
    public async Task No_parameter_of_any_operation_makes_the_server_fail_and_every_answer_is_as_promised()
    {
        await using var scene = await Scene.StartAsync(server, settings: Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        await scene.SyncAsync();
        var operations = api.Contract.Operations.ToArray();
        using var client = scene.Ledger.Web.Server.CreateClient();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {Api.Admin}");
        var value = Gen.OneOf(Gen.Int[0, Troublesome.Length - 1].Select(i => Troublesome[i]), Gen.String[1, 120], Gen.Char.Array[1, 4].Select(c => new string(c)), Gen.Long.Select(n => $"{n}"));
        var request =
            from operation in Gen.Int[0, operations.Length - 1].Select(i => operations[i])
            from values in value.Array[12]
            from dice in Gen.Int[0, 3].Array[12]
            select (operation.Method, Url: Url(operation.Path, operation.Operation, values, dice), Body: Body(operation.Operation, values, dice[0]));

        var statuses = new SortedSet<int>();
        await request.SampleAsync(async r =>
        {
            using var message = new HttpRequestMessage(new HttpMethod(r.Method), new Uri(r.Url, UriKind.Relative));
            if (r.Body is not null)
                message.Content = new StringContent(r.Body, Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"{r.Method} {r.Url} {r.Body}: {body}");
            api.Contract.Check(r.Method, r.Url, (int)answer.StatusCode, body.Length == 0 ? null : $"{answer.Content.Headers.ContentType}", body);
            statuses.Add((int)answer.StatusCode);
        }, iter: 400, threads: 1);

        statuses.ShouldBeSubsetOf([200, 202, 204, 400, 404, 409]);
        new[] { 200, 400, 404, 409 }.ShouldBeSubsetOf(statuses, "all of these must have been seen");
    }

    /// <summary>Each parameter is absent, of its schema, or anything.</summary>
    private static string Url(string path, JsonNode operation, string[] values, int[] dice)
    {
        var query = new StringBuilder();
        foreach (var (p, i) in (operation["parameters"]?.AsArray() ?? []).Select((p, i) => (p!, i % 12)))
        {
            var name = p["name"]!.GetValue<string>();
            var text = Uri.EscapeDataString(dice[i] < 2 ? Fitting(name, p["schema"]!, values[i].Length) : values[i]);
            // A URI has no way to send "." or ".." as a value of its path (RFC 3986, 5.2.4).
            if (p["in"]!.GetValue<string>() == "path")
                path = path.Replace($"{{{name}}}", text.Replace("%00", "", StringComparison.Ordinal) is not ("" or "." or "..") and var sent ? sent : "1", StringComparison.Ordinal);
            else if (dice[i] != 0)
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(text);
        }

        return path + query;
    }

    private static string Fitting(string name, JsonNode schema, int any) => (name, schema["enum"] as JsonArray, schema["format"]?.GetValue<string>()) switch
    {
        (_, { } choices, _) => choices[any % choices.Count]!.GetValue<string>(),
        ("id", _, null) => any % 2 == 0 ? "881001" : "1",
        (_, _, "date") => "2026-01-01",
        (_, _, "uuid") => $"{Guid.Empty}",
        ("limit" or "days", _, _) => $"{(any % 20) + 1}",
        _ => "1",
    };

    private static string? Body(JsonNode operation, string[] values, int dice) => operation["requestBody"] is null ? null : dice switch
    {
        0 => values[0],
        1 => new JsonObject { ["clanId"] = values[0], ["group"] = values[1] }.ToJsonString(),
        2 => new JsonObject { ["clans"] = new JsonArray(values[0]) }.ToJsonString(),
        _ => new JsonObject { ["clanId"] = "881002", ["group"] = values[1] }.ToJsonString(),
    };
}
