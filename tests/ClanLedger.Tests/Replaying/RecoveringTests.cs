using System.Diagnostics;
using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Replaying;

public sealed class RecoveringTests(LedgerServer server)
{
    [Fact]
    public async Task From_a_dump_of_the_events_alone_the_whole_service_comes_back()
    {
        await using var history = await History.StartAsync(server, days: 3);
        var (rows, events) = (await EveryRow.OfAsync(history.Ledger), await history.EventsAsync());
        var restored = await server.NewDatabaseAsync();
        var dump = await PostgresProgram.RunAsync("pg_dump", history.Ledger.ConnectionString, null, "--schema", "ledger", "--no-owner");
        await PostgresProgram.RunAsync("psql", restored, dump, "--quiet", "--set", "ON_ERROR_STOP=1");
        var program = ProgramUnderTest.On(restored, history.Bungie.BaseUrl);

        (await program.RefusedAsync("sync", "--effective-date", $"{history.World.Day:yyyy-MM-dd}")).ShouldContain("`replay` rebuilds them");
        await program.DoneAsync("replay");

        await using var database = NpgsqlDataSource.Create(restored);
        (await EveryRow.OfAsync(database)).ShouldBe(rows);
        await program.DoneAsync("verify");
        (await program.DoneAsync("timeline", "1", "--json")).Output.ShouldBe((await history.Program().DoneAsync("timeline", "1", "--json")).Output);
        (await program.RunAsync("sync", "--effective-date", $"{history.World.Day:yyyy-MM-dd}")).ExitCode.ShouldBe(0);
        await history.Ledger.SyncAsync(history.World.Day);
        (await EveryRow.ButForIdsAsync(database)).ShouldBe(await EveryRow.ButForIdsAsync(history.Ledger.Database), "the next run finds what it would have found");
        (await history.EventsAsync()).ShouldBeGreaterThan(events);
        await program.DoneAsync("verify");
    }

    [Fact]
    public async Task With_the_staging_schema_lost_runs_go_on()
    {
        await using var history = await History.StartAsync(server, days: 3);
        await history.Ledger.ExecuteAsync("drop schema staging cascade");

        (await history.Program().RunAsync("sync", "--effective-date", $"{history.World.Day:yyyy-MM-dd}")).ExitCode.ShouldBe(0);

        (await history.VerifyAsync()).Sound.ShouldBeTrue();
    }

    private static readonly (string Loss, string Told)[] Losses =
    [
        ("drop schema groups cascade", "relation \"groups.t_members\" does not exist"),
        ("truncate groups.t_members", "groups.t_members does not have the rows"),
        ("delete from groups.t_members where member_id = (select max(member_id) from groups.t_members)", "groups.t_members does not have the rows"),
        ("drop table groups.t_characters", "relation \"groups.t_characters\" does not exist"),
        ("truncate groups.t_characters", "groups.t_characters does not have the rows"),
        ("truncate groups.t_memberships", "groups.t_memberships does not have the rows"),
        ("truncate groups.t_daily_counts", "groups.t_daily_counts does not have the rows"),
        ("truncate groups.t_clans", "groups.t_clans does not have the rows"),
        ("truncate groups.t_groups", "groups.t_groups does not have the rows"),
        ("truncate groups.t_group_clans", "groups.t_group_clans does not have the rows"),
        ("truncate groups.t_known_names", "groups.t_known_names does not have the rows"),
        ("truncate groups.t_runs", "groups.t_runs does not have the rows"),
        ("delete from groups.t_runs where run_id = (select run_id from groups.t_runs order by run_id desc limit 1)", "groups.t_runs does not have the rows"), // as in an older backup
        ("drop table groups.t_changes", "relation \"groups.t_changes\" does not exist"),
        ("drop table groups.t_former_roles", "relation \"groups.t_former_roles\" does not exist"),
    ];

    [Fact]
    public async Task Nothing_is_recorded_on_the_strength_of_tables_that_have_lost_rows()
    {
        await using var history = await History.StartAsync(server, days: 2, members: 5);
        foreach (var (loss, told) in Losses)
        {
            await history.Ledger.ExecuteAsync(loss);
            var events = await history.EventsAsync();
            foreach (var attempt in new Func<Task>[] { () => history.Ledger.SyncAsync(history.World.Day), () => history.Ledger.TrackAsync("Others", [history.FirstClan]) })
            {
                var refusal = (await Should.ThrowAsync<UserErrorException>(attempt)).Message;
                refusal.ShouldStartWith("The tables are not what the events say: ");
                refusal.ShouldContain(told);
                refusal.ShouldEndWith("`replay` rebuilds them; nothing was recorded");
            }

            (await history.EventsAsync()).ShouldBe(events, loss);
            await history.ReplayAsync();
        }

        (await history.Ledger.SyncAsync(history.World.Day)).Completed.Status.ShouldBe("complete");
    }
}

/// <summary>pg_dump and psql of the machine's PostgreSQL.</summary>
internal static class PostgresProgram
{
    /// <summary>Runs one to its good end and returns what it wrote.</summary>
    public static async Task<string> RunAsync(string program, string connectionString, string? input, params string[] arguments)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Path.Combine((await PostgresBinaries.FindAsync(null))[0].Directory, program)) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = (database.Host, database.Port.ToString());
        (start.Environment["PGDATABASE"], start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (database.Database, database.Username, database.Password);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await error);
        return await output;
    }
}
