using ClanLedger.Hosting;
using ClanLedger.Notifying;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Replaying;
using Npgsql;
using Wolverine;
using Wolverine.Runtime;
using Wolverine.Util;

namespace ClanLedger.Observing;

/// <summary>Looks at what the service needs: the database, the schema, Wolverine, when the last run was, and whether digests reach Discord.</summary>
internal sealed class Readiness(
    NpgsqlDataSource database, LedgerSchema schema, IWolverineRuntime wolverine, IHostApplicationLifetime lifetime, Settings settings, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Looks; never throws, and never takes long.</summary>
    public async Task<HealthReport> LookAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        return HealthReport.Of(
        [
            await TryAsync("database", () => DatabaseAsync(patience.Token)),
            await TryAsync("schema", () => SchemaAsync(patience.Token)),
            Wolverine(),
            await TryAsync("messages", () => MessagesAsync(patience.Token)),
            await TryAsync("last run", () => LastRunAsync(patience.Token)),
            await TryAsync("verification", () => VerificationAsync(patience.Token)),
            await TryAsync("discord", () => DiscordHealth.LookAsync(database, settings.Discord, patience.Token)),
        ]);
    }

    /// <summary>Tables that are not what the events say are a warning: the node can work, and a replay mends them.</summary>
    private async Task<HealthCheck> VerificationAsync(CancellationToken ct) =>
        await VerificationRecord.LastAsync(database, time.GetUtcNow(), ct) switch
        {
            null => new HealthCheck("verification", HealthState.Good, "none yet"),
            { Sound: false } last => new HealthCheck("verification", HealthState.Warning, $"{last.Verified:u}: something is wrong with the ledger, `verify` says what"),
            { } last when settings.Schedule.Verify is { } schedule && Missed(schedule, last.Verified) > 1 =>
                new HealthCheck("verification", HealthState.Warning, $"{last.Verified:u}: that is too long ago"),
            { } last => new HealthCheck("verification", HealthState.Good, $"{last.Verified:u}"),
        };

    /// <summary>Occurrences since then; more than two are not counted.</summary>
    private int Missed(CronSchedule schedule, DateTimeOffset since)
    {
        var missed = 0;
        for (var next = schedule.NextOccurrence(since); next <= time.GetUtcNow() && missed < 2; next = schedule.NextOccurrence(next.Value))
            missed++;
        return missed;
    }

    private async Task<HealthCheck> DatabaseAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand("show server_version");
        return new HealthCheck("database", HealthState.Good, $"PostgreSQL {await command.ExecuteScalarAsync(ct)}");
    }

    private async Task<HealthCheck> SchemaAsync(CancellationToken ct)
    {
        await schema.Check(ct);
        return new HealthCheck("schema", HealthState.Good, "of this version");
    }

    private HealthCheck Wolverine() => lifetime switch
    {
        { ApplicationStopping.IsCancellationRequested: true } => new HealthCheck("wolverine", HealthState.Bad, "this node is stopping"),
        { ApplicationStarted.IsCancellationRequested: false } => new HealthCheck("wolverine", HealthState.Bad, "this node is starting"),
        _ => new HealthCheck("wolverine", HealthState.Good, $"node {wolverine.Options.Durability.AssignedNodeNumber}"),
    };

    private async Task<HealthCheck> MessagesAsync(CancellationToken ct)
    {
        var counts = await wolverine.Storage.Admin.FetchCountsAsync().WaitAsync(ct);
        var givenUp = counts.DeadLetter > 0 ? await GivenUpAsync(ct) : 0;
        return new HealthCheck(
            "messages", givenUp > 0 ? HealthState.Warning : HealthState.Good,
            $"{counts.Incoming} to be handled, {counts.Scheduled} scheduled, {counts.Outgoing} to be sent, {givenUp} given up");
    }

    /// <summary>Digests that Discord refused lie there for whoever wants to know why: nothing is to be done about them.</summary>
    private async Task<long> GivenUpAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select count(*) from wolverine.wolverine_dead_letters where message_type <> $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = typeof(DeadDigest).ToMessageTypeName() });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<HealthCheck> LastRunAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select max(r.applied) from staging.t_runs r where exists (select from staging.t_snapshots s where s.run_id = r.run_id and s.verdict <> 'failed')");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return LastRun(await reader.IsDBNullAsync(0, ct) ? null : reader.GetFieldValue<DateTimeOffset>(0), settings, time.GetUtcNow());
    }

    /// <summary>A run that could read something is overdue: a warning, as taking the node out of service would not help.</summary>
    internal static HealthCheck LastRun(DateTimeOffset? applied, Settings settings, DateTimeOffset now) => applied switch
    {
        null => new HealthCheck("last run", settings.Schedule.Sync is null ? HealthState.Good : HealthState.Warning, "none yet"),
        { } at when settings.Schedule.Sync is not null && now - at > settings.Service.LongestSilence =>
            new HealthCheck("last run", HealthState.Warning, $"{at:u}, {(now - at).TotalHours:0} h ago: that is too long"),
        { } at => new HealthCheck("last run", HealthState.Good, $"{at:u}"),
    };

    private static async Task<HealthCheck> TryAsync(string name, Func<Task<HealthCheck>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception e)
        {
            return new HealthCheck(name, HealthState.Bad, e is OperationCanceledException ? "no answer in time" : e.Message.ReplaceLineEndings(" "));
        }
    }
}
