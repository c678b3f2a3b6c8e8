using System.Text.Json;
using System.Text.Json.Nodes;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Notifying.Rendering;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>The routes to Discord, for whoever runs them. No address of a webhook is ever shown.</summary>
internal static class NotifyView
{
    public static void ShowStatus(IReadOnlyList<RouteStatus> routes, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(routes.Select(Json), JsonOutput.SnakeCase));
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("Route", "State", "Waiting", "Delivered", "Perhaps twice", "Given up");
        foreach (var r in routes)
        {
            table.AddRow(
                Safe.Markup(r.Route.Name),
                r.Closed is { } closed ? $"[red]disabled[/] since {closed.Disabled:yyyy-MM-dd HH:mm} UTC" : r.Trouble is not null ? "[yellow]waiting[/]" : "[green]well[/]",
                r.Queued.ToString(), r.LastDelivered is { } last ? $"{r.Delivered}, last {last:yyyy-MM-dd HH:mm} UTC" : "0", r.PerhapsTwice.ToString(), r.GivenUp.ToString());
        }

        AnsiConsole.Write(table);
        foreach (var r in routes.Where(r => r.Closed is not null))
            AnsiConsole.MarkupLine($"[red]{Safe.Markup(r.Route.Name)}[/]: Discord answered {Safe.Markup(r.Closed!.Reason)}. Mend its webhook, then say `notify test`.");
        foreach (var r in routes.Where(r => r.Trouble is not null && r.Closed is null))
            AnsiConsole.MarkupLine($"[yellow]{Safe.Markup(r.Route.Name)}[/]: {Safe.Markup(r.Trouble!)}. {(r.NextAttempt is { } at ? $"Tried again after {at:yyyy-MM-dd HH:mm} UTC." : "Tried again soon.")}");
    }

    public static void ShowTest(IReadOnlyList<(string Route, string? Trouble)> outcomes, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(outcomes.Select(o => new { o.Route, Delivered = o.Trouble is null, o.Trouble }), JsonOutput.SnakeCase));
            return;
        }

        foreach (var (route, trouble) in outcomes)
            AnsiConsole.MarkupLine(trouble is null ? $"[green]{Safe.Markup(route)}[/]: a sample digest was posted." : $"[red]{Safe.Markup(route)}[/]: {Safe.Markup(trouble)}");
    }

    public static void ShowDigests(IReadOnlyList<(string Route, IReadOnlyList<WebhookMessage> Messages)> digests, bool json)
    {
        if (json)
        {
            Console.WriteLine(new JsonArray([.. digests.Select(d => new JsonObject
            {
                ["route"] = d.Route,
                ["messages"] = new JsonArray([.. d.Messages.Select(m => JsonNode.Parse(m.ToJson()))]),
            })]).ToJsonString(JsonOutput.SnakeCase));
            return;
        }

        foreach (var (route, messages) in digests)
        {
            AnsiConsole.MarkupLine($"[bold]{Safe.Markup(route)}[/]: {(messages.Count == 0 ? "no word" : messages.Count == 1 ? "one message" : $"{messages.Count} messages")}");
            foreach (var message in messages)
                DigestView.Show(JsonNode.Parse(message.ToJson())!, int.MaxValue);
        }
    }

    private static object Json(RouteStatus r) => new
    {
        Route = r.Route.Name,
        State = r.Closed is not null ? "disabled" : r.Trouble is not null ? "waiting" : "well",
        r.Closed?.Disabled,
        r.Closed?.Reason,
        r.Queued,
        r.NextAttempt,
        r.Trouble,
        r.Delivered,
        r.LastDelivered,
        r.PerhapsTwice,
        r.GivenUp,
    };
}
