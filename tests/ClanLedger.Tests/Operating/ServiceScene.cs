using ClanLedger.Scheduling;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Operating;

/// <summary>One database, one simulated bungie.net, and any number of processes on them.</summary>
internal sealed class ServiceScene : IAsyncDisposable
{
    /// <summary>The lock under which a run is applied; see <c>LedgerLock</c>.</summary>
    private const long Applying = 0x436C_616E_0002;

    private readonly NpgsqlDataSource _database;
    private readonly List<ServiceNode> _nodes = [];

    private ServiceScene(SimulatedBungie bungie, SimulatedClan clan, ProgramUnderTest program, NpgsqlDataSource database) =>
        (Bungie, Clan, Program, _database) = (bungie, clan, program, database);

    public SimulatedBungie Bungie { get; }

    public SimulatedClan Clan { get; }

    /// <summary>The command line on the same database. Nodes find out about each other's death within seconds.</summary>
    public ProgramUnderTest Program { get; private set; }

    public static async Task<ServiceScene> StartAsync(LedgerServer server, int members = 3)
    {
        var world = World.Empty(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var clan = world.AddClan("Clan", "C");
        for (var i = 1; i <= members; i++)
            world.Join(clan, $"Member {i}");
        var bungie = await SimulatedBungie.StartAsync(world);
        var connectionString = await server.NewLedgerAsync();
        var program = ProgramUnderTest.On(connectionString, bungie.BaseUrl)
            .With("Schedule__Sync", "off").With("Bungie__TimeoutSeconds", "600")
            .With("Service__Heartbeat", "00:00:00.5").With("Service__StaleAfter", "00:00:03").With("Service__Poll", "00:00:00.5");
        await program.DoneAsync("clans", "add", clan.ClanId.ToString());
        return new ServiceScene(bungie, clan, program, NpgsqlDataSource.Create(connectionString));
    }

    /// <summary>A daily schedule whose next occurrence comes that soon, or, if negative, whose last one was so long ago.</summary>
    public DateTimeOffset ScheduleIn(TimeSpan time)
    {
        var at = TimeProvider.System.GetUtcNow() + time;
        at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, at.Minute, at.Second, TimeSpan.Zero);
        Set("Schedule__Sync", $"{at.Second} {at.Minute} {at.Hour} * * *");
        return at;
    }

    /// <summary>A ledger in use, which missed its last run: the next node that comes up makes it.</summary>
    /// <returns>The run that was missed.</returns>
    public async Task<Guid> MissRunAsync()
    {
        await SyncLongAgoAsync();
        return RunIds.Of(ScheduleIn(TimeSpan.FromMinutes(-1)));
    }

    /// <summary>A run that someone had made a day ago.</summary>
    public async Task SyncLongAgoAsync()
    {
        await Program.DoneAsync("sync");
        await ExecuteAsync("update staging.t_runs set started = started - interval '1 day'");
    }

    /// <summary>Configures the processes that are started from now on.</summary>
    public void Set(string key, string value) => Program = Program.With(key, value);

    /// <summary>Another node, not yet ready.</summary>
    public ServiceNode StartNode()
    {
        var node = Program.Serve();
        _nodes.Add(node);
        return node;
    }

    /// <summary>Waits until a run is held before its last profile.</summary>
    public Task UntilHeldAsync(Guid runId) =>
        UntilAsync($"select count(*) from staging.t_member_profiles where run_id = '{runId}'", Clan.Members.Count - 1);

    /// <summary>Waits until so many sessions wait for a lock of the ledger's.</summary>
    public Task UntilWaitingAsync(int sessions) => UntilAsync(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())", sessions);

    /// <summary>Lets runs begin, and hold before the last profile is read, until the result is disposed of.</summary>
    public IDisposable HoldStaging()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Bungie.Faults.On(Target.Profile(Clan.Members[^1].MembershipId), Fault.Held(release.Task));
        return new Held(() =>
        {
            Bungie.Faults.Clear();
            release.SetResult();
        });
    }

    /// <summary>Lets runs come to where they are applied, and no further.</summary>
    public async Task<IAsyncDisposable> HoldApplyingAsync()
    {
        var connection = await _database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"select pg_advisory_lock({Applying})", connection);
        await command.ExecuteNonQueryAsync();
        return new HeldLock(connection);
    }

    /// <summary>Lets nobody write into a table until the result is disposed of.</summary>
    public async Task<IAsyncDisposable> LockAsync(string table)
    {
        var connection = await _database.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"lock table {table} in exclusive mode", connection, transaction);
        await command.ExecuteNonQueryAsync();
        return new LockedTable(connection, transaction);
    }

    /// <summary>Ends all sessions of the ledger's database, and lets none begin until the result is disposed of.</summary>
    public async Task<IAsyncDisposable> CloseDatabaseAsync()
    {
        var at = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        var ledger = at.Database;
        at.Database = "postgres";
        var elsewhere = NpgsqlDataSource.Create(at);
        await ExecuteAsync($"""alter database "{ledger}" allow_connections false""");
        await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{ledger}'");
        _database.Clear();
        return new Closed(elsewhere, () => ExecuteAsync($"""alter database "{ledger}" allow_connections true"""));

        async Task ExecuteAsync(string sql)
        {
            await using var command = elsewhere.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Waits until a query's one number is that.</summary>
    public async Task UntilAsync(string sql, long number)
    {
        try
        {
            await Until.TrueAsync($"{sql} is {number}", async () => await OneAsync(sql) == number);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; it is {await OneAsync(sql)}\n{await MessagesAsync()}\n{string.Join('\n', _nodes.Select(n => n.Log))}", e);
        }
    }

    /// <summary>Nodes, and the messages that were not handled, for whoever has to find out why.</summary>
    private async Task<string> MessagesAsync()
    {
        await using var command = _database.CreateCommand(
            """
            select coalesce(string_agg(line, E'\n'), 'no nodes and no messages') from (
              select format('node %s, last seen %s', node_number, health_check) as line from wolverine.wolverine_nodes
              union all
              select format('%s %s, owner %s, attempts %s', status, message_type, owner_id, attempts) from wolverine.wolverine_incoming_envelopes where status <> 'Handled') lines
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async Task<long> OneAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await _database.DisposeAsync();
        await Bungie.DisposeAsync();
    }

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }

    private sealed class Closed(NpgsqlDataSource elsewhere, Func<Task> open) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await open();
            await elsewhere.DisposeAsync();
        }
    }

    private sealed class LockedTable(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private sealed class HeldLock(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var command = new NpgsqlCommand($"select pg_advisory_unlock({Applying})", connection))
                await command.ExecuteNonQueryAsync();
            await connection.DisposeAsync();
        }
    }
}
