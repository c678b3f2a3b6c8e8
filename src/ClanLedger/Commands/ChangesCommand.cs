using ClanLedger.Commands.Rendering;
using ClanLedger.Hosting;
using ClanLedger.Serving;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Changes;
using JasperFx.CommandLine;
using Npgsql;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>changes</c>.</summary>
public sealed class ChangesInput
{
    /// <summary>The first day.</summary>
    [Description("From this day on, such as 2026-01-31 (default: the last day in the ledger, or the day of --to)")]
    public string? FromFlag { get; set; }

    /// <summary>The last day.</summary>
    [Description("Up to and including this day (default: now)")]
    public string? ToFlag { get; set; }

    /// <summary>One clan.</summary>
    [Description("Only this clan: its id, name or call sign")]
    public string? ClanFlag { get; set; }

    /// <summary>CSV on stdout.</summary>
    [Description("Print CSV"), FlagAlias("csv", true)]
    public bool CsvFlag { get; set; }

    /// <summary>JSON on stdout.</summary>
    [Description("Print JSON")]
    public bool JsonFlag { get; set; }
}

/// <summary>What happened between two days.</summary>
[Description("What happened: who joined, left, returned, moved, was renamed or promoted", Name = "changes")]
[Example("changes", "on the last day in the ledger")]
[Example("changes --from 2026-01-01 --to 2026-01-31 --csv", "in a month, for a spreadsheet")]
public sealed class ChangesCommand : LedgerCommand<ChangesInput>
{
    private const int Page = 1000;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ChangesInput input, IServiceProvider services, CancellationToken ct)
    {
        if (input is { CsvFlag: true, JsonFlag: true })
            throw new UserErrorException("--csv and --json can not be had at once: choose one");
        var database = services.GetRequiredService<NpgsqlDataSource>();
        var to = Parse.Day("--to", input.ToFlag);
        var from = Parse.PastDay("--from", input.FromFlag, services) ?? await LastDayAsync(database, to, ct);
        if (from > to)
            throw new UserErrorException($"--from is {from:yyyy-MM-dd}, after --to, {to:yyyy-MM-dd}; allowed is that day or before");
        long[]? clans = input.ClanFlag is { } clan ? [(await ClanLookup.FindAsync(database, clan, null, ct)).ClanId] : null;

        var changes = new List<Change>();
        for (ChangePosition? behind = null; ;)
        {
            var page = await ChangeQuery.ReadAsync(database, clans, new Period(from, to), null, behind, Page, ct);
            changes.AddRange(page.Items);
            if (page.NextCursor is not { } cursor)
                break;
            behind = Cursor.Parse(cursor, 3, ChangePosition.Of);
        }

        ChangesView.Show(changes, from, to, input.CsvFlag, input.JsonFlag);
        return ExitCode.Done;
    }

    private static async Task<DateOnly?> LastDayAsync(NpgsqlDataSource database, DateOnly? to, CancellationToken ct) =>
        (await database.CreateCommand("select max(effective_date) from groups.t_daily_counts where key = 'members' and effective_date <= coalesce($1, 'infinity'::date)")
            .WithDay(to).ListAsync(row => row.Value<DateOnly>(0), ct)).Single();
}
