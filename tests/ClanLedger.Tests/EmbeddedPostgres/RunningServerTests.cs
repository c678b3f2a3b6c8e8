using System.Globalization;
using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;

namespace ClanLedger.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class RunningServerTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task It_answers_as_the_ledger_expects_it()
    {
        (await server.Cluster.AskAsync("select 1")).ShouldBe(1);
        (await server.Cluster.AskAsync(
            """
            select concat_ws(' ', current_database(), current_user, current_setting('server_encoding'), current_setting('timezone'),
                current_setting('fsync'), current_setting('synchronous_commit'), datcollate)
            from pg_database where datname = current_database()
            """)).ShouldBe("clanledger clanledger UTF8 UTC on on C");
    }

    [Fact]
    public async Task Only_its_owner_can_reach_it()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        File.GetUnixFileMode(SocketDirectory.For(server.Directory)).ShouldBe(ownerOnly);
        File.GetUnixFileMode(server.Directory.Root).ShouldBe(ownerOnly);
        (await server.Cluster.AskAsync("show listen_addresses")).ShouldBe("");
    }

    [Fact]
    public async Task Ctrl_C_in_the_terminal_does_not_reach_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");

        // A terminal signals its foreground process group; the server leads a session, and so a group, of its own.
        var stat = await File.ReadAllTextAsync($"/proc/{server.ProcessId}/stat", TestContext.Current.CancellationToken);
        var session = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3]; // proc(5): pid (name) state parent group session
        int.Parse(session, CultureInfo.InvariantCulture).ShouldBe(server.ProcessId);
    }
}
