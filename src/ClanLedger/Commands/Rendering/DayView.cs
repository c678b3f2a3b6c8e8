using ClanLedger.Ledger;
using ClanLedger.Running;
using ClanLedger.Serving;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>A day of the ledger: what changed, as a table.</summary>
internal static class DayView
{
    public static void Show(int number, SyncResult run, IReadOnlyList<MemberChange> changes, Func<long, string> clanName)
    {
        AnsiConsole.MarkupLine($"[bold]Day {number}[/], {run.Completed.EffectiveDate:yyyy-MM-dd}: "
            + $"{Seen(run)} [grey]({Took(run).TotalMilliseconds:0} ms)[/]");
        ShowTrouble(run);
        foreach (var clan in run.Completed.Clans.Where(c => c.Baseline))
            AnsiConsole.MarkupLine($"  Now tracking {clan.Members} members of {Safe.Markup(clanName(clan.ClanId))}.");
        var told = changes.Where(c => c.Event is not MemberJoined { Baseline: true }).ToArray();
        if (told.Length == 0)
            return;
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "", "");
        foreach (var (name, e) in told)
        {
            var (what, details) = Telling.Of(e, clanName);
            table.AddRow($"[{TimelineView.Colour(e)}]{what}[/]", Safe.Markup(name), Safe.Markup(details));
        }

        AnsiConsole.Write(table);
    }

    private static string Seen(SyncResult run)
    {
        var believed = run.Snapshots.Where(s => s.Applies).ToArray();
        return believed.Length == 0 ? "nothing could be concluded"
            : $"{run.Completed.Clans.Sum(c => c.Members)} members, {believed.Sum(s => s.Profiles)} profiles seen, {run.Count(CountKeys.Played)} played";
    }

    private static void ShowTrouble(SyncResult run)
    {
        if (run.Outage is { State: not OutageState.Lasts } outage)
            AnsiConsole.MarkupLine($"  [{(outage.State == OutageState.Over ? "green" : "red")}]{outage.Told()}.[/]");
        foreach (var snapshot in run.Snapshots.Where(s => s.Reason is not null && run.Outage is null or { State: OutageState.Over }))
        {
            AnsiConsole.MarkupLine($"  [{(snapshot.Verdict == Verdicts.Failed ? "red" : "yellow")}]{snapshot.Verdict}[/] "
                + $"{Safe.Markup(snapshot.Known.Name ?? snapshot.ClanId.ToString())}: {Safe.Markup(snapshot.Reason!)}.");
        }

        foreach (var snapshot in run.Snapshots.Where(s => s.Disputed > 0))
        {
            AnsiConsole.MarkupLine($"  [yellow]disputed[/] {Safe.Markup(snapshot.Known.Name ?? snapshot.ClanId.ToString())}: "
                + $"{snapshot.Disputed} not on the roster, but still in the clan when bungie.net is asked.");
        }
    }

    private static TimeSpan Took(SyncResult run) => run.Staged.Fetching + run.Applied.Diffing + run.Applied.Appending;
}
