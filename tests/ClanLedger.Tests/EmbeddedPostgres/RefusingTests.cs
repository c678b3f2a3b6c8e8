using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class RefusingTests
{
    [Fact]
    public async Task Without_binaries_the_message_says_what_to_install_or_to_set()
    {
        var message = (await Should.ThrowAsync<EmbeddedPostgresException>(PostgresBinaries.AmongAsync(["/nowhere"], "here"))).Message;

        message.ShouldBe(
            "No PostgreSQL (initdb, pg_ctl, postgres) was found here: install it (apt-get install postgresql, "
            + "brew install postgresql@16), name the directory of its programs in Postgres__BinDirectory, "
            + "or name a server in ConnectionStrings__Ledger.");
    }

    [Fact]
    public async Task A_configured_directory_without_binaries_is_an_error_even_if_others_exist()
    {
        await using var home = new TemporaryCluster();
        var message = await RefusalAsync(new() { DataDirectory = home.Directory.Root, BinDirectory = "/nowhere" });

        message.ShouldStartWith("No PostgreSQL (initdb, pg_ctl, postgres) was found in Postgres:BinDirectory, /nowhere: install it");
        Directory.Exists(home.Directory.Root).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0:0", "belongs to root, as whom PostgreSQL does not run")]
    [InlineData("54321:54321", "belongs to a user that is not known here")]
    public async Task A_cluster_of_no_one_who_could_run_it_is_left_alone(string owner, string expected)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files away");
        await using var home = new TemporaryCluster();
        await using (await home.StartAsync())
        {
        }

        (await Command.RunAsync("/", "chown", "-R", owner, home.Directory.Root)).Succeeded.ShouldBeTrue();

        (await RefusalAsync(home.Options)).ShouldContain(expected);
        (await Command.RunAsync("/", "stat", "-c", "%u:%g", home.Directory.Root)).Output.ShouldBe(owner);
    }

    [Fact]
    public async Task Another_major_versions_cluster_is_an_error_that_names_both_and_leaves_the_cluster_alone()
    {
        await using var home = new TemporaryCluster();
        var version = FakeCluster(home, "9.6\n");
        if (Environment.IsPrivilegedProcess)
            await Command.RunAsync("/", "chown", "nobody", home.Directory.Cluster);

        var message = await RefusalAsync(home.Options);

        message.ShouldContain($"The cluster in {home.Directory.Cluster} was made by PostgreSQL 9, but found here is PostgreSQL ");
        message.ShouldContain("install PostgreSQL 9 or name its programs in Postgres__BinDirectory");
        (await File.ReadAllTextAsync(version, TestContext.Current.CancellationToken)).ShouldBe("9.6\n");
    }

    [Fact]
    public async Task A_server_that_does_not_start_is_an_error_with_the_reason_from_its_log()
    {
        await using var home = new TemporaryCluster();
        await (await home.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(
            Path.Combine(home.Directory.Cluster, "postgresql.conf"), "fsynch = on\n", TestContext.Current.CancellationToken);

        var message = await RefusalAsync(home.Options);

        message.ShouldStartWith($"PostgreSQL did not start in {home.Directory.Cluster}: ");
        message.ShouldContain("unrecognized configuration parameter \"fsynch\"");
        message.ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_directory_with_other_files_is_not_taken_over()
    {
        await using var home = new TemporaryCluster();
        Directory.CreateDirectory(home.Directory.Root);
        await File.WriteAllTextAsync(Path.Combine(home.Directory.Root, "thesis.txt"), "", TestContext.Current.CancellationToken);

        (await RefusalAsync(home.Options)).ShouldBe(
            $"The data directory {home.Directory.Root} holds other files; set Postgres__DataDirectory to an empty or a new directory.");
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_an_error_in_one_line()
    {
        (await RefusalAsync(new() { DataDirectory = "/proc/clanledger" })).ShouldStartWith(
            "The private PostgreSQL in /proc/clanledger cannot run: ");
    }

    [Fact]
    public async Task A_parent_that_the_servers_user_cannot_enter_is_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs the server as somebody else.");
        await using var home = new TemporaryCluster();
        var parent = Directory.CreateDirectory(
            Path.GetDirectoryName(home.Directory.Root)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        (await RefusalAsync(home.Options)).ShouldContain($"cannot enter {parent.FullName}: set Postgres__DataDirectory");
    }

    [Fact]
    public async Task A_start_that_is_cancelled_while_another_program_starts_gives_up_waiting()
    {
        await using var home = new TemporaryCluster();
        home.Directory.Create();
        using var other = FileLock.TryAlone(home.Directory.StartLock);
        using var cancelled = new CancellationTokenSource();
        var waiting = EmbeddedCluster.StartAsync(home.Options, NullLogger.Instance, cancelled.Token);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    private static async Task<string> RefusalAsync(EmbeddedPostgresOptions options) =>
        (await Should.ThrowAsync<EmbeddedPostgresException>(
            EmbeddedCluster.StartAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken))).Message;

    private static string FakeCluster(TemporaryCluster home, string version)
    {
        home.Directory.Create();
        File.WriteAllText(home.Directory.StartLock, "");
        Directory.CreateDirectory(home.Directory.Cluster);
        var file = Path.Combine(home.Directory.Cluster, "PG_VERSION");
        File.WriteAllText(file, version);
        return file;
    }
}
