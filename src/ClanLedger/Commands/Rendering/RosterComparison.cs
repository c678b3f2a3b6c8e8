using ClanLedger.Serving;
using ClanLedger.Serving.Rosters;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>A roster of two days side by side.</summary>
internal static class RosterComparison
{
    public static void Show(RosterAsOf then, RosterAsOf now)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns($"{Safe.Markup(then.Clan.Name)} on {then.AsOf:yyyy-MM-dd}: {then.Members.Count}", $"today: {now.Members.Count}");
        var before = then.Members.ToDictionary(m => m.MembershipId);
        var after = now.Members.ToDictionary(m => m.MembershipId);
        var same = 0;
        foreach (var id in before.Keys.Union(after.Keys))
        {
            var (left, right) = (Line(before.GetValueOrDefault(id)), Line(after.GetValueOrDefault(id)));
            if (left == right)
                same++;
            else
                table.AddRow(left ?? "[grey]·[/]", right ?? "[grey]·[/]");
        }

        table.Caption($"[grey]{same} more are on both, under the same name and in the same role[/]");
        AnsiConsole.Write(table);
    }

    private static string? Line(RosterMember? member) =>
        member is null ? null : $"{Safe.Markup(member.Names.DestinyName)} [grey]{Safe.Markup(member.Role)}[/]";
}
