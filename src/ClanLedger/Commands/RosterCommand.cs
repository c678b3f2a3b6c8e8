using ClanLedger.Commands.Rendering;
using ClanLedger.Serving;
using JasperFx.CommandLine;
using Npgsql;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>roster</c>.</summary>
public sealed class RosterInput
{
    /// <summary>The clan.</summary>
    [Description("The clan's id, name or call sign")]
    public string Clan { get; set; } = "";

    /// <summary>A past day.</summary>
    [Description("The roster at the end of this day, such as 2026-01-31 (default: now)")]
    public string? AsOfFlag { get; set; }

    /// <summary>JSON on stdout.</summary>
    [Description("Print JSON")]
    public bool JsonFlag { get; set; }
}

/// <summary>Who is in a clan, or was on any day.</summary>
[Description("Who is in a clan, or was at the end of any day the ledger knows", Name = "roster")]
[Example("roster 881267", "today's roster")]
[Example("roster \"Iron Wolves\" --as-of 2026-01-31", "names and roles as they were on that day")]
public sealed class RosterCommand : LedgerCommand<RosterInput>
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(RosterInput input, IServiceProvider services, CancellationToken ct)
    {
        var asOf = Parse.PastDay("--as-of", input.AsOfFlag, services);
        var roster = await RosterReader.ReadAsync(services.GetRequiredService<NpgsqlDataSource>(), input.Clan, asOf, ct);
        if (input.JsonFlag)
            Console.WriteLine(RosterView.Json(roster));
        else
            RosterView.Show(roster);
        return ExitCode.Done;
    }
}
