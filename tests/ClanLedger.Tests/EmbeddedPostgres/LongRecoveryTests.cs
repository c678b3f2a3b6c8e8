using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>A recovery that is broken off begins anew: one that takes longer than anybody's patience would never end.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LongRecoveryTests
{
    [Fact]
    public async Task A_start_that_is_given_up_leaves_a_recovering_server_alone_and_the_next_one_waits_for_it()
    {
        await using var home = new TemporaryCluster();
        await using (var cluster = await home.StartAsync())
            await cluster.AskAsync("create table kept as select 42 as answer");
        var end = await RecoverUntilAsync(home);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["Postgres__DataDirectory"] = home.Directory.Root };
        using var process = Cli.Start(typeof(Program).Assembly.Location, environment, "clans", "list");
        (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken))
            .ShouldBe($"clanledger: Waiting for PostgreSQL in {home.Directory.Root}, which recovers from a crash, or shuts down");
        var server = home.ServerId;

        (await Command.RunAsync("/", "kill", "-TERM", $"{process.Id}")).Succeeded.ShouldBeTrue();
        (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(
            $"clanledger: PostgreSQL in {home.Directory.Root} was not stopped (it is not ready yet); the next start will use it\nclanledger: stopped; nothing was left half done\n");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        home.ServerId.ShouldBe(server);
        var next = home.StartAsync();
        await File.WriteAllTextAsync(end, "", TestContext.Current.CancellationToken);
        await using var adopting = await next;
        home.ServerId.ShouldBe(server);
        (await adopting.AskAsync("select answer from kept")).ShouldBe(42);
    }

    /// <summary>Lets the next recovery last until there is the file that is returned.</summary>
    private static async Task<string> RecoverUntilAsync(TemporaryCluster home)
    {
        var signal = Path.Combine(home.Directory.Cluster, "recovery.signal");
        await File.WriteAllTextAsync(signal, "", TestContext.Current.CancellationToken);
        await (await home.AccountAsync()).OwnAsync(signal);
        await File.AppendAllTextAsync(
            Path.Combine(home.Directory.Cluster, "postgresql.auto.conf"),
            "restore_command = 'until [ -e recovered ]; do sleep 0.1; done; exit 1'\n", TestContext.Current.CancellationToken);
        return Path.Combine(home.Directory.Cluster, "recovered");
    }
}
