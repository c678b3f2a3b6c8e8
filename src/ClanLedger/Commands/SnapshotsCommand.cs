using System.Globalization;
using ClanLedger.Commands.Rendering;
using ClanLedger.Hosting;
using ClanLedger.Judging;
using JasperFx.CommandLine;
using Npgsql;

namespace ClanLedger.Commands;

/// <summary>What to do with the held rosters.</summary>
public enum SnapshotsAction
{
    /// <summary>Show those that are held.</summary>
    list,

    /// <summary>Show one, with the members it lacks.</summary>
    show,

    /// <summary>Believe one.</summary>
    accept,

    /// <summary>Refuse one.</summary>
    reject,
}

/// <summary>Arguments of <c>snapshots</c>.</summary>
public sealed class SnapshotsInput
{
    /// <summary>What to do.</summary>
    [Description("list, show, accept or reject")]
    public SnapshotsAction Action { get; set; } = SnapshotsAction.list;

    /// <summary>The snapshot.</summary>
    [Description("The snapshot's number, from the list")]
    public string? Id { get; set; }

    /// <summary>Decided ones as well.</summary>
    [Description("list: show those that were decided, too")]
    public bool AllFlag { get; set; }

    /// <summary>JSON on stdout.</summary>
    [Description("Print JSON")]
    public bool JsonFlag { get; set; }
}

/// <summary>The quarantine.</summary>
[Description("Rosters that lack too many members to be believed at once: list, show, accept, reject", Name = "snapshots")]
[Example("snapshots list", "what is held, and why")]
[Example("snapshots show 42", "who is absent from it")]
[Example("snapshots accept 42", "they did leave: apply it as of its own day")]
[Example("snapshots reject 42", "bungie.net was wrong: conclude nothing from it")]
public sealed class SnapshotsCommand : LedgerCommand<SnapshotsInput>
{
    /// <summary>Declares the ways to call it.</summary>
    public SnapshotsCommand()
    {
        Usage("List the held snapshots").Arguments();
        Usage("List the held snapshots").Arguments(x => x.Action);
        Usage("Show, accept or reject one").Arguments(x => x.Action, x => x.Id!);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(SnapshotsInput input, IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (input.Action == SnapshotsAction.list)
        {
            if (input.Id is { } one)
                throw new UserErrorException($"snapshots list shows all that are held, and takes no number; see `snapshots show {one}`");
            SnapshotsView.Show(await HeldSnapshot.ListAsync(database, input.AllFlag, ct), input.JsonFlag);
            return ExitCode.Done;
        }

        var id = IdOf(input);
        var decisions = services.GetRequiredService<SnapshotDecisions>();
        switch (input.Action)
        {
            case SnapshotsAction.show:
                await SnapshotsView.ShowAsync(database, id, input.JsonFlag, ct);
                break;
            case SnapshotsAction.accept:
                var (accepted, counts) = await decisions.AcceptAsync(id, ct);
                SnapshotsView.ShowAccepted(accepted, counts, input.JsonFlag);
                break;
            case SnapshotsAction.reject:
                SnapshotsView.ShowRejected(await decisions.RejectAsync(id, ct), input.JsonFlag);
                break;
        }

        return ExitCode.Done;
    }

    private static long IdOf(SnapshotsInput input) =>
        long.TryParse(input.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw new UserErrorException(input.Id is null
            ? $"snapshots {input.Action} needs a snapshot's number, such as `snapshots {input.Action} 42`; see `snapshots list`"
            : $"'{input.Id}' is no snapshot's number; see `snapshots list`");
}
