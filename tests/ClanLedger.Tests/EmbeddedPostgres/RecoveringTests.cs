using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClanLedger.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class RecoveringTests
{
    [Fact]
    public async Task What_was_committed_before_the_server_was_killed_is_still_there()
    {
        await using var home = new TemporaryCluster();
        await using var killed = await home.StartAsync();
        await killed.AskAsync("create table kept as select 42 as answer");
        await home.KillServerAsync();

        await using var cluster = await home.StartAsync();

        (await cluster.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_server_that_was_killed_while_the_program_runs_comes_back_where_it_was()
    {
        await using var home = new TemporaryCluster();
        await using var cluster = await home.StartAsync();
        await cluster.AskAsync("create table kept as select 42 as answer");
        (await cluster.ReviveAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        await home.KillServerAsync();

        (await cluster.ReviveAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();

        (await cluster.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_server_that_somebody_stops_and_that_waits_for_its_clients_to_leave_is_started_again()
    {
        await using var home = new TemporaryCluster();
        await using var cluster = await home.StartAsync();
        await cluster.AskAsync("create table kept as select 42 as answer");
        await using var client = new NpgsqlConnection(cluster.ConnectionString);
        await client.OpenAsync(TestContext.Current.CancellationToken);
        (await Command.RunAsync("/", "kill", "-TERM", $"{home.ServerId}")).Succeeded.ShouldBeTrue();
        await Until.TrueAsync("it shuts down", () => Task.FromResult(PostmasterFile.Read(home.Directory)!.IsStopping));
        var binaries = (await PostgresBinaries.FindAsync(null))[0];
        var server = new Server(home.Directory, binaries, await home.AccountAsync(), NullLogger.Instance) { StoppingLimit = TimeSpan.FromSeconds(1) };
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        (await server.EnsureRunningAsync(impatience.Token)).ShouldBeTrue();

        (await cluster.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_process_file_that_names_no_process_does_not_prevent_a_start()
    {
        await using var home = new TemporaryCluster();
        await (await home.StartAsync()).DisposeAsync();

        foreach (var text in new[] { "4194304", "", "not a number" })
        {
            await LeaveProcessFileAsync(home, text);
            await using var cluster = await home.StartAsync();
            (await cluster.AskAsync("select 1")).ShouldBe(1, $"after a process file with '{text}'");
        }
    }

    [Fact]
    public async Task A_process_file_whose_number_another_server_has_now_neither_prevents_a_start_nor_touches_that_server()
    {
        await using var home = new TemporaryCluster();
        await using var elsewhere = new TemporaryCluster();
        await using var stranger = await elsewhere.StartAsync();
        var earlier = await home.StartAsync();
        var left = await File.ReadAllLinesAsync(PostmasterFile.PathIn(home.Directory), TestContext.Current.CancellationToken);
        await earlier.DisposeAsync();
        await LeaveProcessFileAsync(home, string.Join('\n', [$"{elsewhere.ServerId}", .. left[1..]]));

        await using (var cluster = await home.StartAsync())
            (await cluster.AskAsync("select 1")).ShouldBe(1);

        (await stranger.AskAsync("select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Nor_does_the_lock_of_a_socket_that_a_killed_server_left()
    {
        await using var home = new TemporaryCluster();
        await using var elsewhere = new TemporaryCluster();
        await using var stranger = await elsewhere.StartAsync();
        await using var killed = await home.StartAsync();
        await home.KillServerAsync();
        var socket = PostmasterFile.OfSocketIn(SocketDirectory.For(home.Directory));
        foreach (var file in new[] { PostmasterFile.PathIn(home.Directory), socket })
        {
            var left = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(file, string.Join('\n', [$"{elsewhere.ServerId}", .. left[1..]]), TestContext.Current.CancellationToken);
        }

        await using (var cluster = await home.StartAsync())
            (await cluster.AskAsync("select 1")).ShouldBe(1);

        (await stranger.AskAsync("select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_copied_data_directory_has_a_server_of_its_own()
    {
        await using var home = new TemporaryCluster();
        await using var copy = new TemporaryCluster();
        await using var original = await home.StartAsync();
        await original.AskAsync("create table kept as select 42 as answer");
        await original.AskAsync("checkpoint");
        Directory.CreateDirectory(Path.GetDirectoryName(copy.Directory.Root)!);
        (await Command.RunAsync("/", "cp", "-a", home.Directory.Root, copy.Directory.Root)).ExitCode.ShouldBe(0);

        await using (var copied = await copy.StartAsync())
        {
            copy.ServerId.ShouldNotBe(home.ServerId);
            await copied.AskAsync("update kept set answer = 43");
        }

        (await original.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task An_interrupted_initdb_leaves_nothing_that_is_in_the_way()
    {
        await using var home = new TemporaryCluster();
        home.Directory.Create();
        await File.WriteAllTextAsync(home.Directory.StartLock, "", TestContext.Current.CancellationToken);
        var leftover = Path.Combine(home.Directory.Root, "cluster.new-interrupted");
        Directory.CreateDirectory(Path.Combine(leftover, "base"));

        await using var cluster = await home.StartAsync();

        (await cluster.AskAsync("select 1")).ShouldBe(1);
        Directory.Exists(leftover).ShouldBeFalse();
    }

    private static async Task LeaveProcessFileAsync(TemporaryCluster home, string text)
    {
        var file = PostmasterFile.PathIn(home.Directory);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        await (await home.AccountAsync()).OwnAsync(file);
    }
}
