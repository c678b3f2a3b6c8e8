using ClanLedger.Simulator.Directing;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>What can go wrong in the demonstration.</summary>
internal static class ScenesView
{
    public static void Show()
    {
        AnsiConsole.MarkupLine("[bold]Scenes[/] of demo --scene NAME:");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[0].PadLeft(2).PadRight(3).NoWrap();
        foreach (var scene in Scenes.All.Values)
            table.AddRow(scene.Name, Markup.Escape(scene.Description));
        AnsiConsole.Write(table);
    }
}
