using ClanLedger.Ledger;
using ClanLedger.Running;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>A run as a table.</summary>
internal static class SyncView
{
    private static readonly (string Key, string Word)[] Words =
    [
        (CountKeys.New, "joined"), (CountKeys.Disabled, "left"), (CountKeys.Return, "returned"), (CountKeys.Switch, "moved in"),
        (CountKeys.Renamed, "renamed"), (CountKeys.Role, "promoted or demoted"), (CountKeys.Versions, "bought a release"), (CountKeys.Played, "played"),
    ];

    public static void Show(SyncResult run)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .Title(Safe.Of($"{run.Completed.EffectiveDate:yyyy-MM-dd}: {run.Completed.Status}"))
            .AddColumns("Clan", "Roster").AddColumn(new TableColumn("Members").RightAligned()).AddColumn("Changes");
        foreach (var (snapshot, counts) in run.Snapshots.Select(s => (s, run.Completed.Clans.Single(c => c.ClanId == s.ClanId))))
        {
            table.AddRow(
                Safe.Markup(snapshot.Seen.Name ?? snapshot.Known.Name ?? snapshot.ClanId.ToString()),
                snapshot.Verdict == Verdicts.Complete ? counts.Baseline ? "[blue]baseline[/]" : "[green]complete[/]" : "[red]failed[/]",
                counts.Verdict == Verdicts.Complete ? counts.Members.ToString() : "-",
                counts.Verdict == Verdicts.Complete ? Changes(counts) : "-");
        }

        AnsiConsole.Write(table);
        foreach (var failed in run.Snapshots.Where(s => s.Verdict != Verdicts.Complete))
        {
            AnsiConsole.MarkupLine($"[red]{Safe.Markup(failed.Known.Name ?? failed.ClanId.ToString())}[/]: {Safe.Markup(failed.Reason ?? "")}. "
                + "Nothing is concluded about its members.");
        }
    }

    private static string Changes(ClanCounts counts) =>
        string.Join(", ", Words.Where(w => counts.Count(w.Key) > 0).Select(w => $"{counts.Count(w.Key)} {w.Word}")) is { Length: > 0 } changes
            ? changes
            : "[grey]none[/]";
}
