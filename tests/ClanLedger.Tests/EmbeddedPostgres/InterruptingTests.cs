using System.Diagnostics;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>The program as a process of its own, stopped as terminals and systems stop one.</summary>
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
}
