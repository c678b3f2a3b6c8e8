using ClanLedger.Ledger;
using ClanLedger.Serving;
using Npgsql;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>A member's history as a table.</summary>
internal static class TimelineView
{
    public static async Task ShowAsync(
        NpgsqlDataSource database, FoundMember member, IReadOnlyList<TimelineEntry> timeline, bool all, bool why, CancellationToken ct)
    {
        var clans = await ClanNamesById.ReadAsync(database, ct);
        var shown = timeline.Where(e => all || e.Event is not (MemberPlayed or MemberSeenOnline)).ToArray();
        var known = why ? await Provenance.ReadAsync(database, shown, ct) : new Dictionary<long, Provenance>();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Day", "What", "");
        table.ShowRowSeparators = why;
        table.Title = new TableTitle($"[bold]{Safe.Markup(member.Name)}[/]{Safe.Markup(member.BungieName is { } b && b != member.Name ? $" ({b})" : "")}");
        foreach (var entry in shown)
        {
            var (what, details) = Telling.Of(entry.Event, clans);
            table.AddRow(entry.Event.EffectiveDate.ToString("yyyy-MM-dd"), $"[{Colour(entry.Event)}]{what}[/]",
                Safe.Markup(details) + (known.TryGetValue(entry.Version, out var provenance) ? "\n" + ProvenanceView.Of(provenance, clans) : ""));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(member.Left is { } left ? $"Left {Safe.Markup(member.Clan)} on {left:yyyy-MM-dd}." : $"In {Safe.Markup(member.Clan)}.");
        if (timeline.Count - shown.Length is > 0 and var hidden)
            AnsiConsole.MarkupLine($"[grey]{hidden} days of play are not shown; --all shows them.[/]");
    }

    /// <summary>More than one member goes by that name.</summary>
    public static void ShowChoice(string text, IReadOnlyList<FoundMember> found)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
            console.Profile.Width = CommandLine.WidthOfFiles;
        console.MarkupLine($"clanledger: {found.Count}{(found.Count == MemberLookup.MostShown ? " or more" : "")} members match '{Safe.Markup(text)}'; use the membership id of one:");
        foreach (var member in found)
        {
            console.MarkupLine($"  {member.MembershipId}  {Safe.Markup(member.Name)}  {Safe.Markup(member.BungieName ?? "")}  {Safe.Markup(member.Clan)}"
                + (member.Left is { } left ? $", left {left:yyyy-MM-dd}" : "") + (member.FormerName is { } once ? $", once {Safe.Markup(once)}" : ""));
        }
    }

    /// <summary>The colour of a kind of event.</summary>
    public static string Colour(IMemberEvent e) => e switch
    {
        MemberJoined or MemberReturned => "green",
        MemberLeft => "red",
        MemberTransferred => "blue",
        MemberRenamed or MemberRoleChanged => "yellow",
        _ => "grey",
    };
}
