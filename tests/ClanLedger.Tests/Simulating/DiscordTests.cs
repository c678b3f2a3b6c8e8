using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Discord;
using Microsoft.Extensions.Time.Testing;

namespace ClanLedger.Tests.Simulating;

public sealed class DiscordTests
{
    [Theory]
    [InlineData("""{"content":"hello"}""", null)]
    [InlineData("""{"embeds":[{"title":"t","color":16777215,"timestamp":"2026-01-01T00:00:00Z","fields":[{"name":"n","value":"v"}],"footer":{"text":"f","icon_url":"https://example.org/i.png"}}]}""", null)]
    [InlineData("""{"content":" "}""", "50006")]
    [InlineData("""{"content":""", "50109")]
    [InlineData("""{"content":7}""", "errors.content BASE_TYPE_BAD_TYPE")]
    [InlineData("""{"content":"x","nonsense":1}""", "errors.nonsense UNKNOWN_FIELD")]
    [InlineData("""{"content":"x","username":"Mr Discord"}""", "errors.username USERNAME_INVALID_CONTAINS")]
    [InlineData("""{"content":"x","flags":1}""", "errors.flags MESSAGE_FLAGS_INVALID")]
    [InlineData("""{"content":"x","allowed_mentions":{"parse":["all"]}}""", "errors.allowed_mentions.parse.0 BASE_TYPE_CHOICES")]
    [InlineData("""{"embeds":[{"color":16777216,"title":"t"}]}""", "errors.embeds.0.color NUMBER_TYPE_MAX")]
    [InlineData("""{"embeds":[{"title":"t","fields":[{"name":"n"}]}]}""", "errors.embeds.0.fields.0.value BASE_TYPE_REQUIRED")]
    [InlineData("""{"embeds":[{"title":"t","fields":[{"name":"n","value":"  "}]}]}""", "errors.embeds.0.fields.0.value BASE_TYPE_REQUIRED")]
    [InlineData("""{"embeds":[{"title":"t","timestamp":"yesterday"}]}""", "errors.embeds.0.timestamp DATE_TIME_TYPE_PARSE")]
    [InlineData("""{"embeds":[{"title":"t","footer":{"text":"f","icon_url":"ftp://x"}}]}""", "errors.embeds.0.footer.icon_url URL_TYPE_INVALID_URL")]
    [InlineData("""{"embeds":[{"color":1}]}""", "errors.embeds.0 BASE_TYPE_REQUIRED")]
    public async Task A_message_is_taken_only_when_every_field_is_as_discord_wants_it(string payload, string? complaint) =>
        (await ComplaintAsync(payload)).ShouldBe(complaint);

    [Theory]
    [InlineData("content", 2000)]
    [InlineData("username", 80)]
    [InlineData("embeds.title", 256)]
    [InlineData("embeds.description", 4096)]
    [InlineData("embeds.footer.text", 2048)]
    [InlineData("embeds.fields.name", 256)]
    [InlineData("embeds.fields.value", 1024)]
    public async Task A_text_may_be_so_long_in_code_points_and_not_one_longer(string place, int most)
    {
        (await ComplaintAsync(With(place, string.Concat(Enumerable.Repeat("😀", most))))).ShouldBeNull();
        (await ComplaintAsync(With(place, new string('x', most + 1))))!.ShouldEndWith("BASE_TYPE_MAX_LENGTH");
    }

    [Fact]
    public async Task All_embeds_together_and_each_list_have_a_limit()
    {
        (await ComplaintAsync(Embeds(2, new string('x', 3000)))).ShouldBeNull();
        (await ComplaintAsync(Embeds(2, new string('x', 3001)))).ShouldBe("errors.embeds MAX_EMBED_SIZE_EXCEEDED");
        (await ComplaintAsync(Embeds(11, "x"))).ShouldBe("errors.embeds BASE_TYPE_MAX_LENGTH");
    }

    [Fact]
    public async Task Who_posts_too_often_is_told_for_how_long_to_wait()
    {
        var clock = new FakeTimeProvider();
        await using var discord = await SimulatedDiscord.StartAsync(new DiscordOptions { PerChannel = new RateLimit(6, TimeSpan.FromMinutes(1)), Clock = clock });
        var webhook = discord.AddWebhook("officers");
        for (var left = 4; left >= 0; left--)
        {
            using var taken = await PostAsync(webhook, """{"content":"x"}""");
            (taken.StatusCode, taken.Headers.GetValues("X-RateLimit-Remaining").Single()).ShouldBe((HttpStatusCode.OK, $"{left}"));
        }

        clock.Advance(TimeSpan.FromSeconds(0.5));
        (await LimitedAsync(webhook)).ShouldBe((1.5, "user"));
        clock.Advance(TimeSpan.FromSeconds(1.5));
        using (var sixth = await PostAsync(webhook, """{"content":"x"}"""))
            sixth.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LimitedAsync(webhook)).ShouldBe((58, "shared"));
    }

    [Fact]
    public async Task Only_webhooks_that_exist_are_served()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var webhook = discord.AddWebhook("officers").ToString();
        using var wrong = await PostAsync(new Uri(webhook + "x"), """{"content":"x"}""");
        using var unknown = await PostAsync(new Uri(discord.Address, "/api/webhooks/5/token"), """{"content":"x"}""");
        (wrong.StatusCode, unknown.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound));
    }

    private static async Task<string?> ComplaintAsync(string payload)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var answer = await PostAsync(discord.AddWebhook("officers"), payload);
        if (answer.IsSuccessStatusCode)
            return discord.Received.Count == 1 ? null : "taken and not kept";
        discord.Received.ShouldBeEmpty();
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return body["errors"] is { } errors ? First(errors, "errors") : $"{body["code"]}";
    }

    private static string First(JsonNode node, string place) =>
        node["_errors"] is JsonArray here ? $"{place} {here[0]!["code"]}" : node.AsObject().First() is var (key, below) ? First(below!, $"{place}.{key}") : place;

    private static async Task<(double Wait, string Scope)> LimitedAsync(Uri webhook)
    {
        using var answer = await PostAsync(webhook, """{"content":"x"}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return ((double)body["retry_after"]!, answer.Headers.GetValues("X-RateLimit-Scope").Single());
    }

    private static string With(string place, string text) => place.Split('.') switch
    {
        ["embeds", "fields", "name"] => $$"""{"embeds":[{"fields":[{"name":"{{text}}","value":"v"}]}]}""",
        ["embeds", "fields", _] => $$"""{"embeds":[{"fields":[{"name":"n","value":"{{text}}"}]}]}""",
        ["embeds", "footer", "text"] => $$$"""{"embeds":[{"title":"t","footer":{"text":"{{{text}}}"}}]}""",
        ["embeds", var key] => $$"""{"embeds":[{"{{key}}":"{{text}}"}]}""",
        ["content"] => $$"""{"content":"{{text}}"}""",
        _ => $$"""{"content":"c","{{place}}":"{{text}}"}""",
    };

    private static string Embeds(int number, string text) =>
        new JsonObject { ["embeds"] = new JsonArray([.. Enumerable.Range(1, number).Select(_ => new JsonObject { ["description"] = text })]) }.ToJsonString();

    private static async Task<HttpResponseMessage> PostAsync(Uri webhook, string payload)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("DiscordBot (https://example.org, 1.0)");
        using var content = new StringContent(payload, Encoding.UTF8, "application/json");
        return await http.PostAsync(new Uri(webhook + "?wait=true"), content, TestContext.Current.CancellationToken);
    }
}
