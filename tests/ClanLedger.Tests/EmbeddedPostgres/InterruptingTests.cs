using System.Diagnostics;
using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>The program as a process of its own, stopped as terminals and systems stop one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InterruptingTests
{
    [Theory]
    [InlineData("TERM", "clans", "list")]
    [InlineData("HUP", "clans", "list")]
    [InlineData("TERM", "serve")]
    [InlineData("TERM", "projections", "list")]
    public async Task A_program_that_is_stopped_while_it_starts_leaves_no_server(string signal, params string[] arguments)
    {
        await using var home = new TemporaryCluster();
        using var process = Cli.Start(
            typeof(Program).Assembly.Location,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Postgres__DataDirectory"] = home.Directory.Root, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" }, arguments);
        await Until.TrueAsync("the server is there", () => Task.FromResult(PostmasterFile.Read(home.Directory)?.SocketDirectory is not null));

        using (var kill = Process.Start("sh", ["-c", $"kill -{signal} {process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        home.ServerRuns.ShouldBeFalse();
    }

    [Fact]
    public async Task Ctrl_C_while_the_programs_of_PostgreSQL_are_looked_for_is_no_missing_PostgreSQL()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no setsid elsewhere.");
        await using var home = new TemporaryCluster();
        using var slow = await FakeBinaries.MakeAsync("if [ \"$1\" = --version ]; then touch looking; sleep 1; fi");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["Postgres__DataDirectory"] = home.Directory.Root, ["Postgres__BinDirectory"] = slow.Directory };
        // What is started in the background ignores SIGINT, and so does what that starts; a terminal's programs do not.
        using var process = Cli.Start("setsid", environment, "env", "--default-signal=INT", "dotnet", typeof(Program).Assembly.Location, "clans", "list");
        await Until.TrueAsync("pg_ctl runs", () => Task.FromResult(slow.Has("looking")));

        // A terminal signals its foreground process group, which the program leads.
        (await Command.RunAsync("/", "sh", "-c", $"kill -INT -{process.Id}")).Succeeded.ShouldBeTrue();
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        error.ShouldBe("clanledger: stopped; nothing was left half done\n");
    }

    [Fact]
    public async Task A_stop_that_is_interrupted_is_tried_once_more()
    {
        await using var home = new TemporaryCluster();
        using var interrupted = await FakeBinaries.MakeAsync("if [ \"$1\" = stop ] && ! [ -e stopping ]; then touch stopping; kill -TERM $$; fi");
        var cluster = await EmbeddedCluster.StartAsync(
            new() { DataDirectory = home.Directory.Root, BinDirectory = interrupted.Directory }, NullLogger.Instance, TestContext.Current.CancellationToken);

        await cluster.DisposeAsync();

        interrupted.Has("stopping").ShouldBeTrue();
        home.ServerRuns.ShouldBeFalse();
    }
}
