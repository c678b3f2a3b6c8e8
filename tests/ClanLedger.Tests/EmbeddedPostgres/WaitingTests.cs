using System.Diagnostics;
using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;

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

    private static async Task EndAsync(Process process)
    {
        (await Command.RunAsync("/", "kill", "-TERM", $"{process.Id}")).Succeeded.ShouldBeTrue();
        (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("clanledger: stopped; nothing was left half done\n");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
