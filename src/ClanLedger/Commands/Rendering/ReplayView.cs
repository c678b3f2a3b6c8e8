using System.Text.Json;
using ClanLedger.Replaying;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>What a replay did.</summary>
internal static class ReplayView
{
    public static void Show(ReplayResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Table");
        foreach (var column in new[] { "Rows", "Were missing", "Differed", "Not of the ledger" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var t in result.Tables)
            table.AddRow($"{result.Schema}.{t.Table}", $"{t.Rows:N0}", Number(t.Inserted), Number(t.Updated), Number(t.Deleted));
        AnsiConsole.Write(table);

        var changed = result.Tables.Sum(t => t.Changed);
        AnsiConsole.WriteLine(
            $"{result.Events:N0} events in {result.Elapsed.TotalSeconds:0.0} s. "
            + (changed == 0 ? "Every row was as the events say." : $"{changed:N0} rows written.")
            + (result.Pause > TimeSpan.Zero ? $" Runs had to wait {result.Pause.TotalSeconds:0.0} s; readers did not." : ""));
    }

    public static string Json(ReplayResult result) => JsonSerializer.Serialize(new
    {
        result.Schema,
        result.Events,
        Seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
        PauseSeconds = Math.Round(result.Pause.TotalSeconds, 3),
        Tables = result.Tables.Select(t => new { t.Table, t.Rows, t.Inserted, t.Updated, t.Deleted }),
    }, JsonOutput.SnakeCase);

    private static string Number(long rows) => rows == 0 ? "[grey]-[/]" : $"[yellow]{rows:N0}[/]";
}
