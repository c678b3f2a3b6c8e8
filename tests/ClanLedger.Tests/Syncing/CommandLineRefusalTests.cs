using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Syncing;

/// <summary>What a person can mend is said in one line that names it, and shows no secret.</summary>
public sealed class CommandLineRefusalTests(LedgerServer server)
{
    private static readonly ProgramUnderTest Nowhere =
        ProgramUnderTest.On("Host=127.0.0.1;Port=1;Username=someone;Password=s3cret;Database=ledger;Timeout=3", new Uri("http://127.0.0.1:1/"));

    [Theory]
    [InlineData("Bungie__UserAgent", "Füchse/1.0", "Bungie__UserAgent is 'Füchse/1.0'; allowed is a text of printable ASCII characters, which is all that an HTTP header holds")]
    [InlineData("Bungie__ApiKey", "s3cret\u200Bkey", "Bungie__ApiKey is (not shown); allowed is a text of printable ASCII characters, which is all that an HTTP header holds")]
    [InlineData("Bungie__RequestsPerSecond", "fast", "Bungie__RequestsPerSecond is 'fast'; allowed is a number from 0 to 10000")]
    [InlineData("Ledger__TimeZone", "Mars/Olympus", "Ledger__TimeZone is 'Mars/Olympus'; allowed is an IANA time zone such as UTC or Europe/Berlin")]
    [InlineData("Bungie__BaseUrl", "ftp://x", "Bungie__BaseUrl is 'ftp://x'; allowed is an absolute http or https address without ? and #")]
    [InlineData("Bungie__BaseUrl", "https://x/?y=1", "Bungie__BaseUrl is 'https://x/?y=1'; allowed is an absolute http or https address without ? and #")]
    [InlineData("Discord__WebhookUrl", "s3cret", "Discord__WebhookUrl is (not shown); allowed is a webhook's address, https://discord.com/api/webhooks/ID/TOKEN")]
    [InlineData("ConnectionStrings__Ledger", "Host=x;Nonsense=s3cret", "ConnectionStrings__Ledger (not shown) is not a PostgreSQL connection string")]
    [InlineData("ConnectionStrings__Ledger", "postgres://someone:s3cret@host/ledger?sslmode=require", "ConnectionStrings__Ledger (not shown) is not a PostgreSQL connection string")]
    [InlineData("ConnectionStrings__Ledger", "Host=x;Password=ab;s3cret=y", "ConnectionStrings__Ledger (not shown) is not a PostgreSQL connection string")]
    [InlineData("ConnectionStrings__Ledger", "Host=x;Port=s3cret", "ConnectionStrings__Ledger (not shown) is not a PostgreSQL connection string")]
    [InlineData("ConnectionStrings__Ledger", "Database=ledger;Password=s3cret", "ConnectionStrings__Ledger (not shown) can not be used: ")]
    [InlineData("ConnectionStrings__Ledger", "Host=x;Password=s3cret;Minimum Pool Size=500", "ConnectionStrings__Ledger (not shown) can not be used: ")]
    [InlineData("ConnectionStrings__Ledger", "Host=x;Password=s3cret;Target Session Attributes=prefer-standby", "ConnectionStrings__Ledger (not shown) can not be used: ")]
    [InlineData("Api__Keys", "s3cret", "Api__Keys is one text (not shown); allowed is a list, Api__Keys__0 and so on")]
    [InlineData("Service__StaleAfter", "00:00:29", "Service__StaleAfter is '00:00:29'; allowed is a span of time of at least 3 times Service__Heartbeat, 00:00:30")]
    [InlineData("Service__Heartbeat", "00:00:30", "Service__StaleAfter is '00:01:00'; allowed is a span of time of at least 3 times Service__Heartbeat, 00:01:30")]
    [InlineData("Logging__LogLevel__Default", "Foo", "Logging__LogLevel__Default is 'Foo'; allowed is Trace, Debug, Information, ")]
    public async Task A_setting_that_is_not_allowed_is_named_with_what_is_allowed(string key, string value, string expected)
    {
        var line = await Nowhere.With(key, value).RefusedAsync("clans", "list");
        line.ShouldContain(expected);
        line.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("'42' is none of list, show, accept, reject", "snapshots", "42", "43")]
    [InlineData("'2' is none of list, show, accept, reject", "snapshots", "2", "43")]
    [InlineData("'show,accept' is none of ", "snapshots", "show,accept", "43")]
    [InlineData("'12' is none of list, add, remove", "clans", "12", "881267")]
    public async Task An_action_that_there_is_not_is_refused(string expected, params string[] arguments) =>
        (await Nowhere.RefusedAsync(arguments)).ShouldContain(expected);

    [Fact]
    public async Task A_database_that_is_not_there_is_named_without_its_password()
    {
        var line = await Nowhere.RefusedAsync("sync");
        line.ShouldContain("ConnectionStrings__Ledger");
        line.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("5000")]
    [InlineData("http://192.0.2.1:5000")]
    [InlineData("http://localhost:0")]
    public async Task A_service_that_can_not_listen_says_so_in_one_line(string urls)
    {
        var program = (await ProgramUnderTest.OnNewLedgerAsync(server, new Uri("http://127.0.0.1:1/"))).With("ASPNETCORE_URLS", urls);

        var result = await program.RunAsync("serve");

        result.ExitCode.ShouldBe(1);
        result.Error.TrimEnd().Split('\n')[^1].ShouldStartWith("clanledger: The service can not listen: ");
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_database_that_fails_in_the_midst_of_a_run_is_told_in_one_line()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        world.Join(world.AddClan("Clan", "C"), "Crota");
        await using var bungie = await SimulatedBungie.StartAsync(world);
        var connectionString = await server.NewLedgerAsync();
        var program = ProgramUnderTest.On(connectionString, bungie.BaseUrl);
        await program.DoneAsync("clans", "add", "881001");
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var spoil = database.CreateCommand("alter table groups.t_daily_counts add constraint broken check (value < 0)");
        await spoil.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await program.RefusedAsync("sync")).ShouldStartWith("clanledger: The database failed: 23514: ");
    }

    [Fact]
    public async Task A_clan_that_fails_again_and_again_is_told_once_and_without_a_stack_trace()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        world.Join(world.AddClan("Clan", "C"), "Crota");
        await using var bungie = await SimulatedBungie.StartAsync(world);
        var program = (await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl)).With("Bungie__RetryBudgetSeconds", "1");
        await program.DoneAsync("clans", "add", "881001");
        bungie.Faults.ForAll(Fault.Error(3, "UnhandledException"));

        var result = await program.RunAsync("sync");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("ErrorCode 3 UnhandledException");
        result.Error.ShouldBe("");
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_are_named()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        world.Join(world.AddClan("Clan", "C"), "Crota");
        await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions { ApiKey = "a-key" });
        var program = await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl);

        (await program.RefusedAsync("sync")).ShouldContain("No clan is tracked");
        (await program.RefusedAsync("clans", "add", "42")).ShouldContain("bungie.net knows no clan 42");
        (await program.RefusedAsync("clans", "add", "Clan")).ShouldContain("'Clan' is no clan id");
        (await program.RefusedAsync("clans", "add")).ShouldContain("clans add needs a clan's id");
        (await program.RefusedAsync("clans", "add", "881001", "42")).ShouldContain("bungie.net knows no clan 42");
        (await program.RefusedAsync("sync")).ShouldContain("No clan is tracked");
        var wrongKey = program.With("Bungie__ApiKey", "s3cret");
        var refused = await wrongKey.RefusedAsync("clans", "add", "881001");
        refused.ShouldContain("Bungie__ApiKey");
        refused.ShouldNotContain("s3cret");

        await program.DoneAsync("clans", "add", "881001");
        refused = await wrongKey.RefusedAsync("sync", "--effective-date", "2026-01-01");
        refused.ShouldContain("bungie.net refuses Bungie__ApiKey (ErrorCode 2101");
        refused.ShouldNotContain("s3cret");
        (await program.RefusedAsync("clans", "remove", "881001", "42")).ShouldContain("Clan 42 is not tracked");
        foreach (var group in new[] { "", " ", "a\tb", new string('x', 101) })
        {
            (await program.RefusedAsync("clans", "add", "881001", "--group", group)).ShouldContain("--group is empty, too long, or holds control characters");
            (await program.RefusedAsync("clans", "remove", "881001", "--group", group)).ShouldContain("--group is empty, too long, or holds control characters");
        }

        (await program.DoneAsync("clans", "list", "--json")).Output.ShouldContain("\"tracked\":true");
        (await program.RefusedAsync("clans", "list", "881001")).ShouldContain("takes neither ids nor --group");
        (await program.RefusedAsync("clans", "list", "--group", "The Fleet")).ShouldContain("takes neither ids nor --group");
        (await program.RefusedAsync("clans", "add", "881001", "--json")).ShouldContain("--json is for `clans list`");
        (await program.RefusedAsync("clans", "remove", "881001", "--json")).ShouldContain("--json is for `clans list`");
        (await program.RefusedAsync("snapshots", "list", "42")).ShouldContain("see `snapshots show 42`");
        (await program.RefusedAsync("changes", "--csv", "--json")).ShouldContain("--csv and --json can not be had at once");
        (await program.RefusedAsync("sync", "--clan", "42")).ShouldContain("Clan 42 is not tracked");
        (await program.RefusedAsync("sync", "--effective-date", "2026-02-30")).ShouldContain("--effective-date is '2026-02-30'");
        (await program.RefusedAsync("sync", "--effective-date", "9999-01-01")).ShouldContain("lies in the future");
        (await program.RefusedAsync("roster", "Clan", "--as-of", "9999-01-01")).ShouldContain("--as-of is 9999-01-01, in the future; allowed is ");
        (await program.RefusedAsync("replay", "--into", "later", "--as-of", "9999-01-01")).ShouldContain("--as-of is 9999-01-01, in the future");
        (await program.RefusedAsync("changes", "--from", "9999-01-01")).ShouldContain("--from is 9999-01-01, in the future");
        (await program.RefusedAsync("roster", "Nonesuch")).ShouldContain("No clan 'Nonesuch'");
        (await program.RefusedAsync("timeline", "Nonesuch")).ShouldContain("No member 'Nonesuch'");
    }

    [Theory]
    [InlineData("sync", "--frequently")]
    [InlineData("frobnicate")]
    [InlineData("describe")]
    [InlineData("run")]
    public async Task Flags_and_verbs_that_do_not_exist_are_named(params string[] arguments) =>
        (await Nowhere.RefusedAsync(arguments)).ShouldContain(arguments[^1]);
}
