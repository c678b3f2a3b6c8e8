namespace ClanLedger.Tests.EmbeddedPostgres;

public sealed class SharingTests
{
    [Fact]
    public async Task The_last_of_two_users_stops_the_server()
    {
        await using var home = new TemporaryCluster();
        var both = await Task.WhenAll(home.StartAsync(), home.StartAsync());
        both[0].ConnectionString.ShouldBe(both[1].ConnectionString);

        await both[0].DisposeAsync();
        (await both[1].AskAsync("select 1")).ShouldBe(1);

        await both[1].DisposeAsync();
        home.ServerRuns.ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_dispose_does_not_leave_for_somebody_else()
    {
        await using var home = new TemporaryCluster();
        var first = await home.StartAsync();
        await using var second = await home.StartAsync();

        await first.DisposeAsync();
        await first.DisposeAsync();

        (await second.AskAsync("select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_program_that_was_killed_counts_no_longer_and_its_server_is_adopted()
    {
        await using var home = new TemporaryCluster();
        await using var other = await OtherProgram.StartAsync(home);
        var server = home.ServerId;

        await other.KillAsync();
        await using (var adopting = await home.StartAsync())
        {
            home.ServerId.ShouldBe(server);
            (await adopting.AskAsync("select 1")).ShouldBe(1);
        }

        home.ServerRuns.ShouldBeFalse();
    }

    [Fact]
    public async Task The_server_goes_on_while_another_program_uses_it()
    {
        await using var home = new TemporaryCluster();
        await using var other = await OtherProgram.StartAsync(home);

        await (await home.StartAsync()).DisposeAsync();
        home.ServerRuns.ShouldBeTrue();

        await other.KillAsync();
        await (await home.StartAsync()).DisposeAsync();
        home.ServerRuns.ShouldBeFalse();
    }
}
