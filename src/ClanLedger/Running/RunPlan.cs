using ClanLedger.Appending;
using ClanLedger.Hosting;
using ClanLedger.Staging;
using Npgsql;

namespace ClanLedger.Running;

/// <summary>What has to be right before a run begins.</summary>
internal static class RunPlan
{
    /// <summary>The run's first message.</summary>
    /// <exception cref="UserErrorException">No clan is tracked, one of <paramref name="only"/> is not, the date is not allowed, or the tables have lost rows.</exception>
    public static async Task<StageRoster> MakeAsync(
        NpgsqlDataSource database, Guid runId, DateOnly day, IReadOnlyList<long> only, CancellationToken ct)
    {
        await using (var connection = await database.OpenConnectionAsync(ct))
        {
            await LostTables.RefuseAsync(connection, ct);
            await RunCalendar.RefuseEarlierAsync(connection, day, ct);
        }

        return new StageRoster(runId, day, await TrackedClans.ChooseAsync(database, only, ct));
    }

    /// <summary>The ledger's day that a run speaks of.</summary>
    /// <exception cref="UserErrorException">bungie.net can not be asked, or the day lies in the future.</exception>
    public static DateOnly Day(DateOnly? asked, Settings settings, TimeProvider time)
    {
        if (settings.Bungie.ApiKey is null)
            throw new UserErrorException("Bungie__ApiKey is not set: get one at https://www.bungie.net/en/Application, or try `demo`, which needs none");
        var today = settings.Ledger.Today(time);
        return asked is not { } day || day <= today
            ? asked ?? today
            : throw new UserErrorException($"The effective date {day:yyyy-MM-dd} lies in the future: allowed is {today:yyyy-MM-dd} or before");
    }
}
