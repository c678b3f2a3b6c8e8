using ClanLedger.Commands.Rendering;
using ClanLedger.Hosting;
using ClanLedger.Tracking;
using JasperFx.CommandLine;
using Npgsql;
using Spectre.Console;

namespace ClanLedger.Commands;

/// <summary>What to do with the tracked clans.</summary>
public enum ClansAction
{
    /// <summary>Show them.</summary>
    list,

    /// <summary>Track more.</summary>
    add,

    /// <summary>Track fewer.</summary>
    remove,
}

/// <summary>Arguments of <c>clans</c>.</summary>
public sealed class ClansInput
{
    /// <summary>What to do.</summary>
    [Description("list, add or remove")]
    public ClansAction Action { get; set; } = ClansAction.list;

    /// <summary>The clans.</summary>
    [Description("The number in the clan's address on bungie.net; of several clans, one after another")]
    public IEnumerable<string> Ids { get; set; } = [];

    /// <summary>A group of clans.</summary>
    [Description("add: put the clans in this group, made if it is new; remove: only take them out of this group")]
    public string? GroupFlag { get; set; }

    /// <summary>JSON on stdout.</summary>
    [Description("list: print JSON")]
    public bool JsonFlag { get; set; }
}

/// <summary>Which clans are tracked.</summary>
[Description("Say which clans are tracked: clans list, clans add ID ..., clans remove ID ...", Name = "clans")]
[Example("clans add 881267 --group \"The Fleet\"", "track a clan, as part of a group of clans")]
[Example("clans add 881267 881268 881269", "several: all of them, or none when one does not exist")]
[Example("clans remove 881267", "stop reading its roster; its history stays")]
[Example("clans list", "all clans ever tracked")]
public sealed class ClansCommand : LedgerCommand<ClansInput>
{
    /// <summary>How long nothing is said while bungie.net is asked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Declares the ways to call it.</summary>
    public ClansCommand()
    {
        Usage("List the tracked clans").Arguments();
        Usage("List the tracked clans").Arguments(x => x.Action);
        Usage("Add or remove clans").Arguments(x => x.Action, x => x.Ids);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ClansInput input, IServiceProvider services, CancellationToken ct)
    {
        if (input.Action == ClansAction.list)
        {
            if (input.Ids.Any() || input.GroupFlag is not null)
                throw new UserErrorException("clans list shows all clans, and takes neither ids nor --group");
            await ClansView.ShowAsync(services.GetRequiredService<NpgsqlDataSource>(), input.JsonFlag, ct);
            return ExitCode.Done;
        }

        if (input.JsonFlag)
            throw new UserErrorException($"--json is for `clans list`: clans {input.Action} says only that it is done");
        long[] ids = [.. input.Ids.Select(Parse.ClanId).Distinct()];
        if (ids is [])
            throw new UserErrorException($"clans {input.Action} needs a clan's id, such as `clans {input.Action} 881267`");
        var group = Parse.GroupName("--group", input.GroupFlag);
        var tracking = services.GetRequiredService<ClanTracking>();
        if (input.Action == ClansAction.remove)
        {
            await tracking.RemoveAsync(ids, group, ct);
            foreach (var id in ids)
                AnsiConsole.MarkupLine(group is null ? $"Clan {id} is no longer tracked; its history stays." : $"Clan {id} is out of the group {Safe.Markup(group)}.");
            return ExitCode.Done;
        }

        var adding = tracking.AddAsync(ids, group, ct);
        if (await Task.WhenAny(adding, Task.Delay(Patience, CancellationToken.None)) != adding)
            await Console.Error.WriteLineAsync("Still waiting: bungie.net is asked again for up to 20 s, and a run that is being applied goes first");
        foreach (var clan in await adding)
        {
            AnsiConsole.MarkupLine(clan.Unconfirmed is not { } why
                ? $"Tracking [bold]{Safe.Markup(clan.Names?.Name ?? clan.ClanId.ToString())}[/] ({clan.ClanId}). `sync` reads its roster."
                : $"Tracking clan {clan.ClanId}. [yellow]bungie.net could not confirm now that there is one[/] ({Safe.Markup(why)}); the next sync will.");
        }

        return ExitCode.Done;
    }
}
