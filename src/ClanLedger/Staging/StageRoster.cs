using System.Threading.Channels;
using ClanLedger.Appending;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Running;
using ClanLedger.Scheduling;
using Npgsql;

namespace ClanLedger.Staging;

/// <summary>First message of a run: fetch the rosters of these clans and stage them.</summary>
/// <param name="RunId">The run; its rows and events carry it.</param>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="ClanIds">The clans to fetch.</param>
public sealed record StageRoster(Guid RunId, DateOnly EffectiveDate, IReadOnlyList<long> ClanIds);

/// <summary>Fetches and stages at the same time; a clan's rows count only with its snapshot.</summary>
public static class StageRosterHandler
{
    private const int ClansAtOnce = 8;

    /// <summary>A run that was asked for longer ago is not gone on with, if the settings do not say longer still.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <returns>The next message; none when the run is in the ledger already.</returns>
    public static async Task<ApplyRoster?> Handle(
        StageRoster run, RosterFetcher fetcher, Departures departures, PlatformHealth health, NpgsqlDataSource database, RunTurns turns, IHostApplicationLifetime lifetime,
        Settings settings, TimeProvider time, SyncProgress progress, CancellationToken ct)
    {
        // A node that stops does not finish reading: what is missing is read by whoever takes over.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var turn = await turns.TakeAsync(run.RunId, stop.Token);
        try
        {
            if (await RunProgress.IsAppliedAsync(database, run.RunId, stop.Token))
            {
                await turn.DisposeAsync();
                return null;
            }

            var staged = await StageAsync(Today(run, settings, time), fetcher, departures, health, database, settings, time, progress, stop.Token);
            turns.Keep(run.RunId, turn);
            return staged;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>A message may have waited for days: what is read now is of the day on which it is read.</summary>
    private static StageRoster Today(StageRoster run, Settings settings, TimeProvider time)
    {
        var late = settings.Sync.ResumeWithin > Late ? settings.Sync.ResumeWithin : Late;
        return RunIds.TimeOf(run.RunId) < time.GetUtcNow() - late && settings.Ledger.Today(time) is var today && today > run.EffectiveDate
            ? run with { EffectiveDate = today }
            : run;
    }

    private static async Task<ApplyRoster> StageAsync(
        StageRoster run, RosterFetcher fetcher, Departures departures, PlatformHealth health, NpgsqlDataSource database, Settings settings, TimeProvider time, SyncProgress progress,
        CancellationToken ct)
    {
        progress.Begin("fetching");
        health.Begin();
        var staged = await StagedSoFar.OpenAsync(database, run, time.GetUtcNow(), ct);
        progress.Expect(run.ClanIds.Count(id => staged.RosterOf(id) is null) * 2);

        var start = time.GetTimestamp();
        var writer = new StagingWriter(database, run.RunId, run.EffectiveDate, time);
        var rows = Channel.CreateBounded<StagedRow>(new BoundedChannelOptions(StagingWriter.MostWaiting) { SingleReader = true });
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var gate = new SemaphoreSlim(settings.Bungie.Concurrency);
        var staging = Task.CompletedTask;
        try
        {
            var clans = new ParallelOptions { MaxDegreeOfParallelism = ClansAtOnce, CancellationToken = failure.Token };
            var fetching = Parallel.ForEachAsync(run.ClanIds, clans,
                async (clanId, token) => await fetcher.FetchAsync(clanId, staged, gate, rows.Writer, progress, token));
            staging = writer.RunAsync(rows.Reader, fetching, failure.Token);
            if (await Task.WhenAny(fetching, staging) == staging)
                await staging;
            await fetching;
            rows.Writer.Complete();
            await staging;
        }
        finally
        {
            await failure.CancelAsync();
            await staging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Whoever continues the run finds nobody writing it.
        }

        await CountProfilesAsync(database, run.RunId, ct);
        await departures.CorroborateAsync(run.RunId, run.EffectiveDate, progress, ct);
        await RunProgress.NoteStagedAsync(database, run.RunId, time.GetUtcNow(), ct);
        return new ApplyRoster(run.RunId, run.EffectiveDate, run.ClanIds, new StagingFigures(time.GetElapsedTime(start), writer.Elapsed, writer.Rows),
            health.DownSince(settings.Bungie.RunRetryBudget));
    }

    private static async Task CountProfilesAsync(NpgsqlDataSource database, Guid runId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        // The planner knows nothing yet about the rows of this run, nor about clans and snapshots while they are few. Names are not joined on.
        // Of ids that occur once a tenth of the usual sample says as much. In the order in which a new version of the program locks the tables.
        await using (var analyze = new NpgsqlCommand(
            """
            set local default_statistics_target = 10;
            analyze groups.t_clans, staging.t_clan_members (run_id, clan_id, destiny_id), staging.t_departures,
              staging.t_member_characters (run_id, destiny_id, character_id), staging.t_member_profiles (run_id, destiny_id), staging.t_snapshots
            """, connection))
            await analyze.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand(Sql.Text("resuming/count_profiles"), connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
