using System.Text.RegularExpressions;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Repository;

/// <summary>The README's commands, run as they stand there but for the clan, the member and the day, which are the simulator's.</summary>
public sealed partial class ReadmeTests(LedgerServer server)
{
    [Fact]
    public async Task Every_command_of_the_README_works_in_the_order_it_gives()
    {
        var commands = Commands().Matches(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "README.md"), TestContext.Current.CancellationToken));
        commands.Count.ShouldBeGreaterThanOrEqualTo(5);
        var world = World.Empty(new DateOnly(2026, 1, 31));
        var clan = world.AddClan("Clan", "C");
        var member = world.Join(clan, "Name");
        world.Change(() => member.GlobalNameCode = 42);
        await using var bungie = await SimulatedBungie.StartAsync(world);
        var program = await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl);
        await program.DoneAsync("clans", "add", $"{clan.ClanId}");
        await program.DoneAsync("sync", "--effective-date", $"{world.Day:yyyy-MM-dd}");

        foreach (var command in commands.Select(m => m.Groups["command"].Value))
        {
            var arguments = Words().Matches(command.Replace("881267", $"{clan.ClanId}", StringComparison.Ordinal)).Select(w => w.Value.Trim('"')).ToArray();
            await program.DoneAsync(arguments);
        }
    }

    [GeneratedRegex(@"^    dotnet run --project src/ClanLedger -- (?<command>(""[^""\n]*""|[^#""\n])*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commands();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
