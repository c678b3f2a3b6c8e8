using System.Diagnostics;
using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class WaitingTests
{
    [Fact]
    public async Task Who_waits_for_another_program_is_told()
    {
        await using var home = new TemporaryCluster();
        home.Directory.Create();
        using var other = FileLock.TryAlone(home.Directory.StartLock);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["Postgres__DataDirectory"] = home.Directory.Root };
        using var process = Cli.Start(typeof(Program).Assembly.Location, environment, "clans", "list");

        var told = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        told.ShouldBe($"clanledger: Waiting for another program, which starts or stops PostgreSQL in {home.Directory.Root}");
        await EndAsync(process);
    }

    [Fact]
    public async Task A_server_that_ends_while_it_is_waited_for_is_not_started_again_and_what_it_wrote_is_told()
    {
        await using var home = new TemporaryCluster();
        using var ending = await FakeBinaries.MakeAsync(
            "if [ \"$1\" = start ]; then echo 'PANIC:  could not write' >> \"$here/$9\"; echo x >> starts; echo 'pg_ctl: server did not start in time' >&2; exit 1; fi");

        var message = (await Should.ThrowAsync<EmbeddedPostgresException>(EmbeddedCluster.StartAsync(
            new() { DataDirectory = home.Directory.Root, BinDirectory = ending.Directory }, NullLogger.Instance, TestContext.Current.CancellationToken))).Message;

        message.ShouldStartWith($"PostgreSQL did not start in {home.Directory.Cluster}: PANIC:  could not write (log: ");
        (await File.ReadAllLinesAsync(Path.Combine(ending.Directory, "starts"), TestContext.Current.CancellationToken)).Length.ShouldBe(1);
    }

    private static async Task EndAsync(Process process)
    {
        (await Command.RunAsync("/", "kill", "-TERM", $"{process.Id}")).Succeeded.ShouldBeTrue();
        (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("clanledger: stopped; nothing was left half done\n");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
