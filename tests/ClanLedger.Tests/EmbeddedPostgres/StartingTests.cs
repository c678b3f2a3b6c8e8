namespace ClanLedger.Tests.EmbeddedPostgres;

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
}
