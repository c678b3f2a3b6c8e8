using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class LockingTests
{
    [Fact]
    public async Task Where_file_locks_do_not_work_nothing_is_started()
    {
        await using var home = new TemporaryCluster();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Postgres__DataDirectory"] = home.Directory.Root,
            ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1",
        };

        var result = await Cli.RunAsync(environment, "clans", "list");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe($"clanledger: File locks do not work in {home.Directory.Root}: set Postgres__DataDirectory to a directory on a local disk.\n");
        Directory.Exists(home.Directory.Cluster).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_a_lock_that_is_held_alone_is_open_for_writing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using var home = new TemporaryCluster();
        home.Directory.Create();

        using var alone = FileLock.TryAlone(home.Directory.StartLock);
        using var shared = FileLock.TryShare(home.Directory.UsersLock);

        (await AccessAsync(home.Directory.StartLock)).ShouldBe(2, "O_RDWR, as NFS asks of whoever locks a file alone");
        (await AccessAsync(home.Directory.UsersLock)).ShouldBe(0, "O_RDONLY");
    }

    [Fact]
    public async Task The_locks_belong_to_whom_root_runs_the_server_as()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs the server as somebody else.");
        await using var home = new TemporaryCluster();
        await using var cluster = await home.StartAsync();
        var account = await home.AccountAsync();

        foreach (var file in new[] { home.Directory.StartLock, home.Directory.UsersLock })
            (await account.RunAsync("/", "test", "-w", file)).Succeeded.ShouldBeTrue(file);
    }

    /// <summary>How this process has a file open: the last two bits of open(2)'s flags.</summary>
    private static async Task<int> AccessAsync(string path)
    {
        var open = Directory.EnumerateFileSystemEntries("/proc/self/fd").Single(link => new FileInfo(link).LinkTarget == path);
        var lines = await File.ReadAllLinesAsync($"/proc/self/fdinfo/{Path.GetFileName(open)}", TestContext.Current.CancellationToken);
        return Convert.ToInt32(lines.Single(line => line.StartsWith("flags:", StringComparison.Ordinal))[6..].Trim(), 8) & 3;
    }
}
