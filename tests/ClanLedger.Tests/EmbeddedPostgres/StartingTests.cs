namespace ClanLedger.Tests.EmbeddedPostgres;

public sealed class StartingTests
{
    [Fact]
    public async Task The_server_is_told_no_secrets_of_the_program()
    {
        Environment.SetEnvironmentVariable("CLANLEDGER_TEST", "s3cret");
        await using var home = new TemporaryCluster();
        await using var cluster = await home.StartAsync();
        (await File.ReadAllTextAsync($"/proc/{home.ServerId}/environ", TestContext.Current.CancellationToken)).ShouldNotContain("s3cret");
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
}
