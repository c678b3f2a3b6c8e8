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
        (CountKeys.Disputed, "absent but still in the clan"),
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
                Verdict(counts), snapshot.Applies ? counts.Members.ToString() : "-", Changes(counts, run.MovedOut.GetValueOrDefault(snapshot.ClanId), snapshot.Applies));
        }

        AnsiConsole.Write(table);
        if (run.Outage is { } outage)
            AnsiConsole.MarkupLine(outage.State == OutageState.Over ? $"[green]{outage.Told()}.[/]" : $"[red]{outage.Told()}.[/] Nothing is concluded about anyone.");
        foreach (var snapshot in run.Snapshots.Where(s => s.Reason is not null))
        {
            AnsiConsole.MarkupLine($"[{(snapshot.Verdict == Verdicts.Failed ? "red" : "yellow")}]{Safe.Markup(snapshot.Known.Name ?? snapshot.ClanId.ToString())}[/]: "
                + $"{Safe.Markup(snapshot.Reason!)}. {Advice(snapshot)}");
        }
    }

    private static string Verdict(ClanCounts counts) => counts.Verdict switch
    {
        Verdicts.Complete => counts.Baseline ? "[blue]baseline[/]" : "[green]complete[/]",
        Verdicts.Failed => "[red]failed[/]",
        var other => $"[yellow]{other}[/]",
    };

    private static string Advice(SnapshotOfRun snapshot) => snapshot.Verdict switch
    {
        Verdicts.Failed => "Nothing is concluded about its members.",
        Verdicts.Quarantined => $"Nothing is concluded yet: see `snapshots show {snapshot.SnapshotId}`.",
        _ => "",
    };

    /// <summary>What changed, in a few words. Of a baseline nobody knows when they joined.</summary>
    public static string Changes(ClanCounts counts, int movedOut = 0, bool applies = true) =>
        string.Join(", ", Words.Select(w => (Members: counts.Count(w.Key), Word: counts.Baseline && w.Key == CountKeys.New ? "known from now on" : w.Word))
            .Append((Members: movedOut, Word: "moved out"))
            .Where(w => w.Members > 0).Select(w => $"{w.Members} {w.Word}")) is { Length: > 0 } changes
            ? changes
            : applies ? "[grey]none[/]" : "-";
}
