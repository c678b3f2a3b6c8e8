using System.Globalization;
using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;

namespace ClanLedger.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class StartingTests
{
    [Fact]
    public async Task A_new_cluster_answers_as_the_ledger_expects_it()
    {
        await using var home = new TemporaryCluster();
        await using var cluster = await home.StartAsync();

        (await cluster.AskAsync("select 1")).ShouldBe(1);
        (await cluster.AskAsync(
            """
            select concat_ws(' ', current_database(), current_user, current_setting('server_encoding'), current_setting('timezone'),
                current_setting('fsync'), current_setting('synchronous_commit'), datcollate)
            from pg_database where datname = current_database()
            """)).ShouldBe("clanledger clanledger UTF8 UTC on on C");
    }

    [Fact]
    public async Task A_second_start_finds_the_first_ones_data()
    {
        await using var home = new TemporaryCluster();
        await using (var first = await home.StartAsync())
            await first.AskAsync("create table kept as select 42 as answer");

        await using var second = await home.StartAsync();

        (await second.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Theory]
    [InlineData("a name, 'quoted' \"twice\" $HOME; too odd for a shell, a setting or a connection string: \u00e9")]
    [InlineData("a-name-that-makes-the-path-of-the-socket-longer-than-the-one-hundred-and-seven-bytes-which-linux-has-for-it")]
    public async Task Any_directory_will_do(string name)
    {
        await using var home = new TemporaryCluster(name);
        await using var cluster = await home.StartAsync();

        (await cluster.AskAsync("select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_owner_can_reach_the_server()
    {
        await using var home = new TemporaryCluster();
        await using var cluster = await home.StartAsync();

        File.GetUnixFileMode(SocketDirectory.For(home.Directory)).ShouldBe(OwnerOnly);
        File.GetUnixFileMode(home.Directory.Root).ShouldBe(OwnerOnly);
        (await cluster.AskAsync("show listen_addresses")).ShouldBe("");
    }

    [Fact]
    public async Task Ctrl_C_in_the_terminal_does_not_reach_the_server()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using var home = new TemporaryCluster();
        await using var cluster = await home.StartAsync();

        // A terminal signals its foreground process group; the server leads a session and a group of its own.
        (await SessionAsync(home.ServerId)).ShouldBe(home.ServerId);
    }

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // proc(5): pid (name) state parent group session ...
    private static async Task<int> SessionAsync(int process)
    {
        var stat = await File.ReadAllTextAsync($"/proc/{process}/stat", TestContext.Current.CancellationToken);
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }
}
