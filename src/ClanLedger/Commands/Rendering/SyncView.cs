using ClanLedger.Ledger;
using ClanLedger.Running;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>A run as a table.</summary>
internal static class SyncView
{
    public static void Show(SyncResult run)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .Title(Safe.Of($"{run.Completed.EffectiveDate:yyyy-MM-dd}: {run.Completed.Status}"))
            .AddColumns("Clan", "Roster");
        foreach (var heading in new[] { "Members", "Joined", "Left", "Returned", "Moved in", "Renamed", "Role", "Versions", "Played" })
            table.AddColumn(new TableColumn(heading).RightAligned());

        foreach (var (snapshot, counts) in run.Snapshots.Select(s => (s, run.Completed.Clans.Single(c => c.ClanId == s.ClanId))))
        {
            string[] keys = [CountKeys.New, CountKeys.Disabled, CountKeys.Return, CountKeys.Switch, CountKeys.Renamed, CountKeys.Role, CountKeys.Versions, CountKeys.Played];
            table.AddRow([
                Safe.Markup(snapshot.Seen.Name ?? snapshot.Known.Name ?? snapshot.ClanId.ToString()),
                snapshot.Verdict == Verdicts.Complete ? counts.Baseline ? "[blue]baseline[/]" : "[green]complete[/]" : "[red]failed[/]",
                counts.Verdict == Verdicts.Complete ? counts.Members.ToString() : "-",
                .. keys.Select(k => counts.Count(k) is var n and > 0 ? n.ToString() : "[grey]·[/]"),
            ]);
        }

        AnsiConsole.Write(table);
        foreach (var failed in run.Snapshots.Where(s => s.Verdict != Verdicts.Complete))
        {
            AnsiConsole.MarkupLine($"[red]{Safe.Markup(failed.Known.Name ?? failed.ClanId.ToString())}[/]: {Safe.Markup(failed.Reason ?? "")}. "
                + "Nothing is concluded about its members.");
        }
    }
}
