using System.Reflection;
using JasperFx.CommandLine;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary><c>--help</c>, with examples.</summary>
internal static class HelpView
{
    private const string Program = "clanledger";

    /// <summary>Shows the help of a verb, or of all; false for a verb that is not the ledger's own.</summary>
    public static bool TryShow(string verb)
    {
        if (verb == "help")
            ShowAll();
        else if (Invocation.TypeOf(verb) is { } type)
            Show(verb, type);
        else
            return false;
        return true;
    }

    private static void ShowAll()
    {
        AnsiConsole.MarkupLine("[bold]ClanLedger[/] keeps the membership of Destiny 2 clans as a ledger that is never rewritten.\n");
        AnsiConsole.MarkupLine("[bold]Try it:[/]      clanledger demo");
        AnsiConsole.MarkupLine("[bold]Use it:[/]      export Bungie__ApiKey=...   # from https://www.bungie.net/en/Application");
        AnsiConsole.MarkupLine("             clanledger clans add 881267");
        AnsiConsole.MarkupLine("             clanledger sync\n");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[0].PadRight(3);
        foreach (var (verb, description) in Invocation.OwnTypes.Select(t => (CommandFactory.CommandNameFor(t), CommandFactory.DescriptionFor(t)))
            .OrderBy(v => v.Item1, StringComparer.Ordinal))
            table.AddRow($"[bold]{verb}[/]", Markup.Escape(description));
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine("\nclanledger VERB --help says more. Without [italic]ConnectionStrings__Ledger[/] the machine's own PostgreSQL is started and stopped by the program.");
        AnsiConsole.MarkupLine("resources, projections, storage, db-apply, db-assert, db-patch and codegen come with Marten and Wolverine.");
    }

    private static void Show(string verb, Type type)
    {
        AnsiConsole.MarkupLine($"[bold]{verb}[/]: {Markup.Escape(CommandFactory.DescriptionFor(type))}\n");
        var command = (IJasperFxCommand)Activator.CreateInstance(type)!;
        foreach (var usage in command.Usages.Usages)
            AnsiConsole.WriteLine($"  {Program} {verb} {string.Join(' ', usage.Arguments.Concat(usage.ValidFlags).Select(h => h.ToUsageDescription()))}");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[0].PadLeft(2).PadRight(3);
        foreach (var handler in command.Usages.Handlers)
            table.AddRow(Markup.Escape(handler.ToUsageDescription()), Markup.Escape(handler.Description ?? ""));
        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
        if (type == typeof(DemoCommand))
        {
            AnsiConsole.WriteLine();
            ScenesView.Show();
        }

        if (type.GetCustomAttributes<ExampleAttribute>().ToArray() is not { Length: > 0 } examples)
            return;
        AnsiConsole.MarkupLine("\n[bold]Examples[/]");
        foreach (var example in examples)
            AnsiConsole.MarkupLine($"  {Program} {Markup.Escape(example.Line)}\n      [grey]{Markup.Escape(example.Meaning)}[/]");
    }
}
