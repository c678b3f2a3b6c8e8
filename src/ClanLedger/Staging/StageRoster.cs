using System.Threading.Channels;
using ClanLedger.Appending;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Running;
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
    /// <summary>Rows that may wait for COPY before fetching slows down: bounds memory.</summary>
    private const int MostWaiting = 20_000;

    private const int ClansAtOnce = 8;

    public static async Task<ApplyRoster> Handle(
        StageRoster run, RosterFetcher fetcher, Departures departures, PlatformHealth health, NpgsqlDataSource database, RunTurns turns, IHostApplicationLifetime lifetime,
        Settings settings, TimeProvider time, SyncProgress progress, CancellationToken ct)
    {
        // A node that stops does not finish reading: what is missing is read by whoever takes over.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var turn = await turns.TakeAsync(run.RunId, stop.Token);
        try
        {
            var staged = await StageAsync(run, fetcher, departures, health, database, settings, time, progress, stop.Token);
            turns.Keep(run.RunId, turn);
            return staged;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    private static async Task<ApplyRoster> StageAsync(
        StageRoster run, RosterFetcher fetcher, Departures departures, PlatformHealth health, NpgsqlDataSource database, Settings settings, TimeProvider time, SyncProgress progress,
        CancellationToken ct)
    {
        progress.Begin("fetching");
        progress.Expect(run.ClanIds.Count * 2);
        await BeginAsync(run, database, time, ct);

        var start = time.GetTimestamp();
        var writer = new StagingWriter(database, run.RunId, run.EffectiveDate);
        var rows = Channel.CreateBounded<StagedRow>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var gate = new SemaphoreSlim(settings.Bungie.Concurrency);
        var staging = writer.RunAsync(rows.Reader, failure.Token);
        try
        {
            var clans = new ParallelOptions { MaxDegreeOfParallelism = ClansAtOnce, CancellationToken = failure.Token };
            var fetching = Parallel.ForEachAsync(run.ClanIds, clans,
                async (clanId, token) => await fetcher.FetchAsync(clanId, gate, rows.Writer, progress, token));
            if (await Task.WhenAny(fetching, staging) == staging)
                await staging;
            await fetching;
            rows.Writer.Complete();
            await staging;
        }
        finally
        {
            await failure.CancelAsync();
        }

        await departures.CorroborateAsync(run.RunId, run.EffectiveDate, progress, ct);
        return new ApplyRoster(run.RunId, run.EffectiveDate, run.ClanIds, new StagingFigures(time.GetElapsedTime(start), writer.Elapsed, writer.Rows), health.DownSince);
    }

    private static async Task BeginAsync(StageRoster run, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        await using var command = database.CreateCommand("insert into staging.t_runs (run_id, effective_date, started) values ($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.RunId });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = run.EffectiveDate });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(ct);
    }
}
