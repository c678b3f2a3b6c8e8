using System.Text.Json;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Changes;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>Changes as a table, as CSV or as JSON.</summary>
internal static class ChangesView
{
    public static void Show(IReadOnlyList<Change> changes, DateOnly? from, DateOnly? to, bool csv, bool json)
    {
        if (csv)
            Console.Write(Csv.Of(changes, ApiJson.Options));
        else if (json)
            Console.WriteLine(JsonSerializer.Serialize(changes.Select(Line), JsonOutput.SnakeCase));
        else
            Show(changes, from, to);
    }

    private static object Line(Change c) => new
    {
        EffectiveDate = c.Date,
        c.Kind,
        MembershipId = $"{c.MembershipId}",
        c.MemberId,
        c.Name,
        ClanId = $"{c.ClanId}",
        FromClanId = c.FromClanId is { } id ? $"{id}" : null,
        c.What,
        c.Details,
        Event = c.Event,
    };

    private static void Show(IReadOnlyList<Change> changes, DateOnly? from, DateOnly? to)
    {
        var period = $"from {from:yyyy-MM-dd}{(to is null ? " on" : $" to {to:yyyy-MM-dd}")}";
        if (changes.Count == 0)
        {
            AnsiConsole.MarkupLine(from is null ? "Nothing has been observed yet: run `sync`." : $"Nothing changed {period}.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("Day", "What", "Member", "");
        table.Title = new TableTitle($"{changes.Count} changes {period}");
        foreach (var c in changes)
            table.AddRow($"{c.Date:yyyy-MM-dd}", $"[{TimelineView.Colour(StoredEvents.Read(c.Kind, c.Data.Text))}]{Safe.Markup(c.What)}[/]", Safe.Markup(c.Name), Safe.Markup(c.Details));
        AnsiConsole.Write(table);
    }
}
