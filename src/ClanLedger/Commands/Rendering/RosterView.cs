using System.Text.Json;
using ClanLedger.Serving;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ClanLedger.Commands.Rendering;

/// <summary>A roster as a table, or as JSON.</summary>
internal static class RosterView
{
    public static void Show(RosterAsOf roster)
    {
        AnsiConsole.Write(Table(roster));
        if (roster.AsOf is { } day && roster.Clan.LastObserved < day)
            AnsiConsole.MarkupLine($"[yellow]Not observed on {day:yyyy-MM-dd}; this is the roster of {roster.Clan.LastObserved:yyyy-MM-dd}, the last one before.[/]");
    }

    /// <summary>The roster as a table of its own.</summary>
    public static IRenderable Table(RosterAsOf roster)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Member", "Bungie name", "Role", "Since", "Last played");
        table.Title = new TableTitle($"[bold]{Safe.Markup(roster.Clan.Name)}[/], {roster.Members.Count} members as of {roster.AsOf ?? roster.Clan.LastObserved:yyyy-MM-dd}");
        foreach (var m in roster.Members)
        {
            table.AddRow(
                Safe.Markup(m.Names.DestinyName), Safe.Markup(m.Names.BungieGlobal ?? ""), Safe.Markup(m.Role),
                m.Baseline ? $"[grey]≤ {m.Joined:yyyy-MM-dd}[/]" : $"{m.Joined:yyyy-MM-dd}", m.LastPlayed?.ToString("yyyy-MM-dd") ?? "?");
        }

        return table;
    }

    public static string Json(RosterAsOf roster) => JsonSerializer.Serialize(new
    {
        ClanId = roster.Clan.ClanId.ToString(),
        ClanName = roster.Clan.Name,
        roster.AsOf,
        roster.Clan.LastObserved,
        Observed = roster.AsOf is null || roster.AsOf == roster.Clan.LastObserved,
        Members = roster.Members.Select(m => new
        {
            MembershipId = m.MembershipId.ToString(),
            m.MemberId,
            Name = m.Names.DestinyName,
            BungieName = m.Names.BungieGlobal,
            m.Role,
            m.Joined,
            m.Baseline,
            m.LastPlayed,
        }),
    }, JsonOutput.SnakeCase);
}
