using ClanLedger.Commands.Rendering;
using ClanLedger.Hosting;
using ClanLedger.Replaying;
using JasperFx.CommandLine;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>replay</c>.</summary>
public sealed class ReplayInput
{
    private readonly List<string> _clans = [];

    /// <summary>A schema for a copy.</summary>
    [Description("Build a copy in this schema instead, for analysis; an earlier copy there is brought up to date")]
    public string? IntoFlag { get; set; }

    /// <summary>A past day.</summary>
    [Description("With --into: the tables at the end of this day, such as 2026-01-31")]
    public string? AsOfFlag { get; set; }

    /// <summary>Clans; may be repeated.</summary>
    [Description("With --into: only this clan and everyone who ever was in it; may be repeated")]
    public IEnumerable<string> ClanFlag
    {
        get => _clans;
        set => _clans.AddRange(value);
    }

    /// <summary>JSON on stdout.</summary>
    [Description("Print one JSON object on stdout")]
    public bool JsonFlag { get; set; }
}

/// <summary>Rebuilds the tables from the events.</summary>
[Description("Rebuild the groups tables from the events, while they are read and written", Name = "replay")]
[Example("replay", "after rows were lost or edited by hand; what is right is not touched")]
[Example("replay --as-of 2026-01-31 --into groups_in_january", "the tables as of a past day, in a schema of their own")]
[Example("replay --clan 881267 --into one_clan", "one clan and everyone who ever was in it")]
public sealed class ReplayCommand : LedgerCommand<ReplayInput>
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ReplayInput input, IServiceProvider services, CancellationToken ct)
    {
        var asOf = Parse.PastDay("--as-of", input.AsOfFlag, services);
        var clans = input.ClanFlag.Select(Parse.ClanId).Distinct().ToArray();
        if (input.IntoFlag is null && (asOf is not null || clans.Length > 0))
            throw new UserErrorException("--as-of and --clan build a copy: say where with --into SCHEMA, such as `--into groups_in_january`");

        var progress = new ReplayProgress(services.GetRequiredService<TimeProvider>());
        var replay = services.GetRequiredService<Replay>();
        var result = await ReplayProgressView.ShowAsync(progress, input.IntoFlag is { } into
            ? replay.CopyAsync(CopyTarget.Parse(into, asOf, clans), progress, ct)
            : replay.RunAsync(progress, ct));
        if (input.JsonFlag)
            Console.WriteLine(ReplayView.Json(result));
        else
            ReplayView.Show(result);
        return ExitCode.Done;
    }
}
