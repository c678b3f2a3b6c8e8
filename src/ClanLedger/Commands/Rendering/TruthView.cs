using ClanLedger.Simulator;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>The ledger beside the truth, which only a simulated world knows.</summary>
internal static class TruthView
{
    /// <param name="world">The truth.</param>
    /// <param name="ledger">Clan by membership id of everyone present.</param>
    public static void Show(World world, IReadOnlyDictionary<long, long> ledger)
    {
        var truth = world.Clans.SelectMany(c => c.Members).ToDictionary(p => p.MembershipId, p => p.ClanId!.Value);
        var wrong = truth.Keys.Union(ledger.Keys).Count(id => truth.GetValueOrDefault(id) != ledger.GetValueOrDefault(id));
        AnsiConsole.MarkupLine(wrong == 0
            ? $"\n[green]In the end the ledger has exactly the {truth.Count} members who are in the two clans.[/]"
            : $"\n[red]In the end the ledger is wrong about {wrong} members.[/]");
    }
}
