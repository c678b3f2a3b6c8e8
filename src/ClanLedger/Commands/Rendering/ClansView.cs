using System.Text.Json;
using ClanLedger.Hosting;
using Npgsql;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>The clans the ledger knows.</summary>
internal static class ClansView
{
    public static async Task ShowAsync(NpgsqlDataSource database, bool json, CancellationToken ct)
    {
        var clans = new List<Row>();
        await using (var command = database.CreateCommand(Sql.Text("serving/clans")))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                clans.Add(new Row(
                    reader.GetInt64(0).ToString(), Maybe(1), Maybe(2), reader.GetBoolean(3),
                    reader.IsDBNull(4) ? null : reader.GetInt32(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateOnly>(5),
                    reader.GetFieldValue<string[]>(6)));
            }

            string? Maybe(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
        }

        if (json)
            Console.WriteLine(JsonSerializer.Serialize(clans, JsonOutput.SnakeCase));
        else if (clans.Count == 0)
            AnsiConsole.MarkupLine("No clan is tracked. Begin with: clans add ID");
        else
            Show(clans);
    }

    private static void Show(List<Row> clans)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Clan", "Name", "Call sign", "Groups", "Tracked");
        table.AddColumn(new TableColumn("Members").RightAligned()).AddColumn("Last observed");
        foreach (var clan in clans)
        {
            table.AddRow(
                clan.ClanId, Safe.Markup(clan.ClanName ?? "?"), Safe.Markup(clan.Callsign ?? ""), Safe.Markup(string.Join(", ", clan.Groups)),
                clan.Tracked ? "[green]yes[/]" : "[grey]no[/]", clan.MemberCount?.ToString() ?? "-", clan.LastObserved?.ToString("yyyy-MM-dd") ?? "never");
        }

        AnsiConsole.Write(table);
    }

    private sealed record Row(
        string ClanId, string? ClanName, string? Callsign, bool Tracked, int? MemberCount, DateOnly? LastObserved, string[] Groups);
}
