using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Notifying.Digesting;
using Microsoft.Extensions.Configuration;

namespace ClanLedger.Specs.Notifying;

public sealed class RouteSettingsSpecs
{
    private const string Url = "https://discord.com/api/webhooks/123/t0ken-secret";

    [Fact]
    public void Routes_inherit_what_they_do_not_say_themselves()
    {
        var routes = Read(
            ("WebhookUrl", Url), ("Title", "Ours"), ("Mute", "renamed"), ("Routes:officers:WebhookUrl", Url + "2"), ("Routes:officers:Groups", "The Fleet, Others"),
            ("Routes:officers:Clans:0", "881267"), ("Routes:officers:Clans:1", "5"), ("Routes:officers:Kinds", "problems,Left,renamed"), ("Routes:officers:ThreadId", "42"),
            ("Routes:officers:Footer", "Own"), ("Routes:officers:SilentWhenUnchanged", "true")).Routes;

        routes.Select(r => r.Name).ShouldBe(["default", "officers"]);
        routes[0].Kinds.Count.ShouldBe(7);
        routes[1].ShouldSatisfyAllConditions(
            r => r.Groups.ShouldBe(["The Fleet", "Others"]), r => r.Clans.ShouldBe([881267, 5]), r => r.ThreadId.ShouldBe(42UL),
            r => r.Kinds.Order().ShouldBe([DigestKind.Problems, DigestKind.Left]), r => (r.Style.Title, r.Style.Footer).ShouldBe(("Ours", "Own")),
            r => (r.SilentWhenUnchanged, routes[0].SilentWhenUnchanged).ShouldBe((true, false)));
        (routes[0].Webhook.Key == routes[1].Webhook.Key).ShouldBeFalse();
    }

    [Theory]
    [InlineData("WebhookUrl", "https://discord.com/api/channels/1/t0ken", "Discord__WebhookUrl is (not shown); allowed is a webhook's address")]
    [InlineData("WebhookUrl", Url + "?wait=false", "Discord__WebhookUrl is (not shown); allowed is a webhook's address")]
    [InlineData("Routes:a b:WebhookUrl", Url, "Discord__Routes is a route called 'a b'; allowed is a name of up to 40 letters, digits, _ and -")]
    [InlineData("Routes:x:Kinds", "left", "Discord__Routes__x__WebhookUrl is missing; allowed is a webhook's address")]
    [InlineData("Mute", "left,nonsense", "Discord__Mute is 'nonsense'; allowed is any of problems, clans, joined, left, returned, moved, roles, renamed, with commas between them")]
    [InlineData("Mute", "3", "Discord__Mute is '3'; allowed is any of problems")]
    [InlineData("Kinds", "left", null)]
    [InlineData("Clans", "x", "Discord__Clans is 'x'; allowed is clan ids such as 881267")]
    [InlineData("ThreadId", "-1", "Discord__ThreadId is '-1'; allowed is the number behind a thread's link")]
    [InlineData("IconUrl", "http://example.org/i.png", "Discord__IconUrl is 'http://example.org/i.png'; allowed is the https address of a picture")]
    [InlineData("Username", "My Discord", "Discord__Username is 'My Discord'; allowed is a name of up to 80 characters")]
    public void What_is_not_allowed_is_named_and_the_secret_is_not(string key, string value, string? expected)
    {
        if (expected is null)
        {
            Read(("WebhookUrl", Url), (key, value)).Routes.ShouldHaveSingleItem();
            return;
        }

        var refusal = Should.Throw<UserErrorException>(() => Read(("WebhookUrl", Url), (key, value)));
        refusal.Message.ShouldStartWith(expected);
        refusal.Message.ShouldNotContain("t0ken");
    }

    [Fact]
    public void A_webhook_shows_itself_nowhere()
    {
        var settings = Read(("WebhookUrl", Url));
        settings.Routes[0].ToString().ShouldNotContain("t0ken");
        System.Text.Json.JsonSerializer.Serialize(settings).ShouldNotContain("t0ken");
        settings.Routes[0].Webhook.Key.ShouldMatch("^[0-9a-f]{16}$");
    }

    [Fact]
    public void A_route_that_posts_elsewhere_is_another()
    {
        var keys = new[] { Read(("WebhookUrl", Url)), Read(("WebhookUrl", Url + "2")), Read(("WebhookUrl", Url), ("ThreadId", "1")), Read(("WebhookUrl", Url), ("ThreadId", "2")) }
            .Select(s => s.Routes[0].Key).ToArray();

        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        keys[0].ShouldBe(Read(("WebhookUrl", Url), ("Title", "Other")).Routes[0].Key);
    }

    private static DiscordSettings Read(params (string Key, string Value)[] values) => DiscordSettings.Read(new SettingsSection(
        new ConfigurationBuilder().AddInMemoryCollection(values.Reverse().DistinctBy(v => v.Key, StringComparer.Ordinal).Select(v => KeyValuePair.Create<string, string?>($"Discord:{v.Key}", v.Value))).Build(), "Discord"));
}
