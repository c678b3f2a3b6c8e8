using System.Text.Json;
using ClanLedger.Hosting;
using ClanLedger.Judging;
using ClanLedger.Ledger;
using Npgsql;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>Held rosters, for whoever has to decide.</summary>
internal static class SnapshotsView
{
    public static void Show(IReadOnlyList<HeldSnapshot> snapshots, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(snapshots.Select(Json), JsonOutput.SnakeCase));
            return;
        }

        if (snapshots.Count == 0)
        {
            AnsiConsole.MarkupLine("No roster is held.");
            return;
        }

        AnsiConsole.Write(TableOf(snapshots));
        AnsiConsole.MarkupLine("Look at one: snapshots show ID. Then: snapshots accept ID, or snapshots reject ID.");
    }

    /// <summary>What became of every roster that was ever held; nothing when none was.</summary>
    public static void ShowDecided(IReadOnlyList<HeldSnapshot> snapshots)
    {
        if (snapshots.Count == 0)
            return;
        AnsiConsole.MarkupLine("\n[bold]Held rosters[/], as [italic]clanledger snapshots list --all[/] tells what became of them:");
        AnsiConsole.Write(TableOf(snapshots));
    }

    private static Table TableOf(IReadOnlyList<HeldSnapshot> snapshots)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Id", "Clan", "Day", "Verdict")
            .AddColumn(new TableColumn("Members").RightAligned()).AddColumn(new TableColumn("Absent").RightAligned());
        foreach (var s in snapshots)
        {
            table.AddRow(
                s.SnapshotId.ToString(), NameOf(s), s.EffectiveDate.ToString("yyyy-MM-dd"),
                s.Verdict == Verdicts.Quarantined ? "[yellow]quarantined[/]" : $"[grey]{s.Verdict}[/]", s.Members.ToString(), $"{s.Absent} of {s.Known}");
        }

        return table;
    }

    /// <summary>One, with the members it lacks.</summary>
    /// <exception cref="UserErrorException">None of that number was ever held.</exception>
    public static async Task ShowAsync(NpgsqlDataSource database, long snapshotId, bool json, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var snapshot = await HeldSnapshot.FindAsync(connection, snapshotId, ct)
            ?? throw new UserErrorException($"No snapshot {snapshotId} is or was held; see `snapshots list --all`");
        var absent = await AbsentMember.ReadAsync(connection, snapshot, ct);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { Snapshot = Json(snapshot), AbsentMembers = absent }, JsonOutput.SnakeCase));
            return;
        }

        AnsiConsole.MarkupLine($"Snapshot {snapshot.SnapshotId}: [bold]{NameOf(snapshot)}[/] on {snapshot.EffectiveDate:yyyy-MM-dd}, {snapshot.Members} members, [yellow]{snapshot.Verdict}[/].");
        AnsiConsole.MarkupLine($"{Safe.Markup(snapshot.Reason ?? "")}.");
        AnsiConsole.MarkupLine($"[grey]run {snapshot.RunId}, read {snapshot.Fetched:yyyy-MM-dd HH:mm} UTC, SHA-256 {snapshot.Hash}[/]");
        var table = new Table().Border(TableBorder.Rounded).Title("Of the present members, these are not on it").AddColumns("Member", "Role", "Membership id");
        foreach (var member in absent)
            table.AddRow(Safe.Markup(member.Name), Safe.Markup(member.Role), member.MembershipId);
        AnsiConsole.Write(table);
    }

    public static void ShowAccepted(HeldSnapshot snapshot, ClanCounts counts, bool json)
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { Snapshot = Json(snapshot with { Verdict = Verdicts.Accepted }), counts.Members, counts.Changes }, JsonOutput.SnakeCase));
        else
            AnsiConsole.MarkupLine($"Accepted: {NameOf(snapshot)} as of {snapshot.EffectiveDate:yyyy-MM-dd} has {counts.Members} members; {SyncView.Changes(counts)}.");
    }

    public static void ShowRejected(HeldSnapshot snapshot, bool json)
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { Snapshot = Json(snapshot with { Verdict = Verdicts.Rejected }) }, JsonOutput.SnakeCase));
        else
            AnsiConsole.MarkupLine($"Rejected: nothing is concluded from what bungie.net said about {NameOf(snapshot)} on {snapshot.EffectiveDate:yyyy-MM-dd}.");
    }

    private static string NameOf(HeldSnapshot snapshot) => Safe.Markup(snapshot.ClanName ?? snapshot.ClanId.ToString());

    private static object Json(HeldSnapshot s) => new
    {
        s.SnapshotId,
        RunId = s.RunId.ToString(),
        ClanId = s.ClanId.ToString(),
        s.ClanName,
        s.EffectiveDate,
        s.Verdict,
        s.Reason,
        s.Members,
        s.Known,
        s.Absent,
        s.Hash,
        s.Fetched,
        s.Decided,
    };
}
