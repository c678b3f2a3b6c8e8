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
            + $"{run.Completed.Clans.Sum(c => c.Members)} members, {run.Count(CountKeys.Played)} played [grey]({Took(run).TotalMilliseconds:0} ms)[/]");
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

    private static TimeSpan Took(SyncResult run) => run.Staged.Fetching + run.Applied.Diffing + run.Applied.Appending;
}
