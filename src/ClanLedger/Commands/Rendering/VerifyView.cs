using System.Text.Json;
using ClanLedger.Replaying;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>What a verification found.</summary>
internal static class VerifyView
{
    public static void Show(VerificationResult result)
    {
        foreach (var table in result.Tables)
        {
            AnsiConsole.MarkupLine(table.Wrong == 0
                ? $"[green]✓[/] {table.Table}: {table.Rows:N0} rows"
                : $"[red]✗[/] {table.Table}: {table.Wrong:N0} {(table.Rows == 0 && table.Told.Count == table.Wrong ? "faults" : $"of {table.Rows:N0} rows")}");
            Tell(table.Told);
            if (table.Wrong > table.Told.Count)
                AnsiConsole.WriteLine($"    and {table.Wrong - table.Told.Count:N0} more: {table.Missing:N0} missing, {table.Different:N0} different, {table.Unknown:N0} not of the ledger in all");
        }

        Part("the event store", result.Store);
        Part("the staged rosters", result.Rosters);
        if (result.Unused > 0)
            AnsiConsole.WriteLine($"  {result.Unused:N0} sequence numbers are unused, as transactions took them that were rolled back: that is normal.");
        AnsiConsole.WriteLine($"{result.Events:N0} events in {result.Elapsed.TotalSeconds:0.0} s. {Advice(result)}");
    }

    public static string Json(VerificationResult result) => JsonSerializer.Serialize(new
    {
        result.Sound,
        result.Events,
        Seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
        Tables = result.Tables.Select(t => new { t.Table, t.Rows, t.Missing, t.Different, t.Unknown, t.Told }),
        result.Store,
        result.Rosters,
        UnusedNumbers = result.Unused,
    }, JsonOutput.SnakeCase);

    private static string Advice(VerificationResult result) =>
        result.Sound ? "The tables are what the events say."
        : result.Store.Count > 0 ? "Events were lost or changed, so the tables were not compared: restore the ledger schema from a backup."
        : result.Rosters.Count > 0 ? "Staged rows were changed after they were read: what was concluded from them stands in the events."
        : "`replay` makes the tables what the events say.";

    private static void Part(string name, IReadOnlyList<string> faults)
    {
        AnsiConsole.MarkupLine(faults.Count == 0 ? $"[green]✓[/] {name}" : $"[red]✗[/] {name}");
        Tell(faults);
    }

    private static void Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.WriteLine($"    {Safe.Visible(line)}"); // Not through Spectre, which would break lines in a log.
    }
}
