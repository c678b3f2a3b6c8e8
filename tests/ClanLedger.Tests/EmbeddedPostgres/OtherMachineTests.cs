using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>A directory that several machines reach: a home on NFS, a volume of several containers.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OtherMachineTests
{
    [Fact]
    public async Task A_server_that_another_machine_started_and_did_not_stop_is_not_started_here_until_somebody_says_so()
    {
        await using var home = new TemporaryCluster();
        await using var killed = await home.StartAsync();
        await killed.AskAsync("create table kept as select 42 as answer");
        await home.KillServerAsync();
        await File.WriteAllTextAsync(home.Directory.Machine, "elsewhere", TestContext.Current.CancellationToken);

        var message = (await Should.ThrowAsync<EmbeddedPostgresException>(home.StartAsync())).Message;

        message.ShouldContain($"was started on the machine 'elsewhere' (this is '{Environment.MachineName}') and was not stopped there");
        message.ShouldEndWith($"delete {home.Directory.Machine}.");
        home.ServerRuns.ShouldBeTrue("its process file is left alone");
        File.Delete(home.Directory.Machine);
        await using var cluster = await home.StartAsync();
        (await cluster.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Theory]
    [InlineData("laptop\nid 1", "laptop-2\nid 1", true)] // its name changes with the network
    [InlineData("localhost\nid 1", "localhost\nid 2", false)]
    [InlineData("host\n", "host\nid 1", true)]
    [InlineData("host", "other", false)]
    public void A_machine_is_known_by_its_id_or_else_by_its_name(string one, string other, bool same) =>
        Machine.Parse(one)!.Is(Machine.Parse(other)!).ShouldBe(same);

    [Fact]
    public async Task A_server_that_answers_is_used_whatever_the_machine_was_called()
    {
        await using var home = new TemporaryCluster();
        await using var first = await home.StartAsync();
        (await File.ReadAllTextAsync(home.Directory.Machine, TestContext.Current.CancellationToken)).ShouldStartWith($"{Environment.MachineName}\n");
        await File.WriteAllTextAsync(home.Directory.Machine, "elsewhere", TestContext.Current.CancellationToken);

        await using var second = await home.StartAsync();

        (await second.AskAsync("select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_was_stopped_is_of_no_machine()
    {
        await using var home = new TemporaryCluster();

        await (await home.StartAsync()).DisposeAsync();

        File.Exists(home.Directory.Machine).ShouldBeFalse();
    }
}
