using System.Text.Json.Nodes;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

public sealed class CommandLineTests(LedgerServer server)
{
    private static readonly Fault Maintenance = Fault.Error(5, "SystemDisabled", 503);

    [Fact]
    public async Task From_tracking_a_clan_to_its_roster_of_a_past_day()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        var (first, second) = (world.AddClan("Ünïcode \"Clan\"", "UC"), world.AddClan("Second", "2ND"));
        foreach (var clan in world.Clans)
            world.Join(clan, $"Founder of {clan.Name}");
        var (crota, leaver) = (world.Join(first, "Crota"), world.Join(first, "Leaver"));
        await using var bungie = await SimulatedBungie.StartAsync(world);
        var program = await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl);

        (await program.DoneAsync("clans", "add", "881001")).Output.ShouldContain("Ünïcode \"Clan\"");
        await program.DoneAsync("clans", "add", "881002", "--group", "The Fleet");
        var clans = JsonNode.Parse((await program.DoneAsync("clans", "list", "--json")).Output)!.AsArray();
        clans.Select(c => $"{c!["clan_id"]} {c["clan_name"]} {c["tracked"]} {c["groups"]!.ToJsonString()}")
            .ShouldBe(["881002 Second true [\"The Fleet\"]", "881001 Ünïcode \"Clan\" true []"], ignoreOrder: true);

        (await program.With("LC_ALL", "en_US.ISO-8859-1").DoneAsync("clans", "list", "--json")).Output.ShouldContain("Ünïcode", customMessage: "UTF-8, whatever the locale");

        var baseline = Run(await program.DoneAsync("sync", "--effective-date", "2026-01-01", "--json"));
        (baseline["effective_date"]!.GetValue<string>(), baseline["status"]!.GetValue<string>()).ShouldBe(("2026-01-01", "complete"));
        baseline["members"]!.ToJsonString().ShouldBe("""{"new":4,"disabled":0,"return":0,"switch":0,"versions":0,"renamed":0,"role":0,"played":0}""");
        baseline["characters"]!.ToJsonString().ShouldBe("""{"new":4,"deleted":0,"return":0}""");

        world.LiveOneDay();
        world.Change(() => (crota.DisplayName, crota.GlobalName) = ("Oryx [red]", "Oryx"));
        world.Leave(leaver);
        world.Join(first, "Newcomer");
        Run(await program.DoneAsync("sync", "--effective-date", "2026-01-02", "--clan", "881001", "--json"))["members"]!.ToJsonString()
            .ShouldBe("""{"new":1,"disabled":1,"return":0,"switch":0,"versions":0,"renamed":1,"role":0,"played":0}""");

        var timeline = JsonNode.Parse((await program.DoneAsync("timeline", "Oryx [red]", "--json")).Output)!;
        timeline["membership_id"]!.GetValue<string>().ShouldBe(crota.MembershipId.ToString());
        timeline["events"]!.AsArray().Select(e => $"{e!["effective_date"]} {e["kind"]}").ShouldBe(["2026-01-01 member_joined", "2026-01-02 member_renamed"]);
        (await program.DoneAsync("timeline", "Oryx [red]")).Output.ShouldContain("Oryx [red]");

        Names(await program.DoneAsync("roster", "881001", "--as-of", "2026-01-01", "--json")).ShouldBe(["Founder of Ünïcode \"Clan\"", "Crota", "Leaver"]);
        Names(await program.DoneAsync("roster", "UC", "--json")).ShouldBe(["Founder of Ünïcode \"Clan\"", "Newcomer", "Oryx [red]"]);
        (await program.RefusedAsync("roster", "881001", "--as-of", "2025-12-31")).ShouldContain("known since 2026-01-01: nothing can be said about 2025-12-31");
    }

    [Fact]
    public async Task Members_and_clans_are_found_in_any_case_and_by_former_names_and_of_several_all_are_shown()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        var clan = world.AddClan("Ünïcode", "Ü1");
        world.Join(clan, "Founder");
        var (first, second, third) = (world.Join(clan, "Äther"), world.Join(clan, "Öther"), world.Join(clan, "Ötherworld"));
        world.Change(() => first.GlobalNameCode = 42);
        await using var bungie = await SimulatedBungie.StartAsync(world);
        var program = await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl);
        await program.DoneAsync("clans", "add", $"{clan.ClanId}");
        await program.DoneAsync("sync", "--effective-date", "2026-01-01");
        world.LiveOneDay();
        world.Change(() => (second.DisplayName, second.GlobalName, second.BungieName) = ("Äth[er] the second", "Äth[er]", "Äth[er]"));
        Run(await program.With("PGCLIENTENCODING", "LATIN1").DoneAsync("sync", "--effective-date", "2026-01-02", "--json"))["members"]!["renamed"]!.GetValue<int>().ShouldBe(1);

        (await program.DoneAsync("roster", "üNÏCODE", "--json")).Output.ShouldContain("Ötherworld");
        (await program.DoneAsync("roster", "ü1", "--json")).Output.ShouldContain("Ötherworld");
        (await MemberAsync("äTHER")).ShouldBe(first.MembershipId);
        (await MemberAsync("ÄTHER#0042")).ShouldBe(first.MembershipId);
        (await MemberAsync("äth[ER]")).ShouldBe(second.MembershipId);
        (await MemberAsync("öTHERW")).ShouldBe(third.MembershipId);
        (await MemberAsync($"{third.MembershipId}")).ShouldBe(third.MembershipId);

        (await ShownAsync("ät")).ShouldBe(
            ["clanledger: 2 members match 'ät'; use the membership id of one:",
             $"  {second.MembershipId}  Äth[er] the second  Äth[er]#{second.GlobalNameCode:0000}  Ünïcode", $"  {first.MembershipId}  Äther  Äther#0042  Ünïcode"], ignoreOrder: true);
        (await ShownAsync("ÖTHER")).ShouldBe(
            ["clanledger: 2 members match 'ÖTHER'; use the membership id of one:",
             $"  {second.MembershipId}  Äth[er] the second  Äth[er]#{second.GlobalNameCode:0000}  Ünïcode, once öther",
             $"  {third.MembershipId}  Ötherworld  Ötherworld#{third.GlobalNameCode:0000}  Ünïcode"]);

        async Task<long> MemberAsync(string text) =>
            long.Parse(JsonNode.Parse((await program.DoneAsync("timeline", text, "--json")).Output)!["membership_id"]!.GetValue<string>());

        async Task<string[]> ShownAsync(string text)
        {
            var shown = await program.RunAsync("timeline", text);
            shown.ExitCode.ShouldBe(1);
            return shown.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    [Fact]
    public async Task The_exit_code_says_whether_all_some_or_no_clans_were_read()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        foreach (var name in new[] { "One", "Two" })
            world.Join(world.AddClan(name, name), $"Founder of {name}");
        await using var bungie = await SimulatedBungie.StartAsync(world);
        var program = await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl);
        (await program.DoneAsync("clans", "add", "881001", "881002", "881001", "--group", "Both")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["Tracking One (881001). `sync` reads its roster.", "Tracking Two (881002). `sync` reads its roster."]);
        JsonNode.Parse((await program.DoneAsync("clans", "list", "--json")).Output)!.AsArray().Select(c => c!["groups"]!.ToJsonString()).ShouldBe(["[\"Both\"]", "[\"Both\"]"]);

        bungie.Faults.ForClan(881002, Maintenance);
        var partly = await program.RunAsync("sync", "--effective-date", "2026-01-01", "--json");
        partly.ExitCode.ShouldBe(2, partly.Error);
        Run(partly)["clans"]!.AsArray().Select(c => $"{c!["clan_id"]} {c["verdict"]} {c["members"]} {c["reason"]}")
            .ShouldBe(["881001 complete 1 ", "881002 failed 0 ErrorCode 5 SystemDisabled"]);

        bungie.Faults.ForAll(Maintenance);
        var failed = await program.RunAsync("sync", "--effective-date", "2026-01-01", "--json");
        failed.ExitCode.ShouldBe(1, failed.Error);
        Run(failed)["status"]!.GetValue<string>().ShouldBe("failed");

        bungie.Faults.Clear();
        (await program.DoneAsync("sync", "--effective-date", "2026-01-01")).Output.ShouldContain("Two");
    }

    [Fact]
    public async Task Help_shows_the_verbs_and_examples_of_each_without_a_database()
    {
        var program = ProgramUnderTest.On("Host=127.0.0.1;Port=1", new Uri("http://127.0.0.1:1/"));
        var all = (await program.DoneAsync("--help")).Output;
        foreach (var verb in new[] { "clans", "sync", "roster", "timeline", "demo", "serve" })
            all.ShouldContain(verb);
        (await program.DoneAsync("sync", "--help")).Output.ShouldSatisfyAllConditions(
            help => help.ShouldContain("Examples"), help => help.ShouldContain("clanledger sync --effective-date 2026-01-31"), help => help.ShouldContain("--clan"));
    }

    private static JsonObject Run(CliResult result)
    {
        var run = JsonNode.Parse(result.Output)!.AsObject();
        run.Select(member => member.Key).ShouldBe(["effective_date", "run_id", "status", "down_since", "members", "characters", "clans", "seconds"]);
        Guid.Parse(run["run_id"]!.GetValue<string>()).ShouldNotBe(Guid.Empty);
        foreach (var clan in run["clans"]!.AsArray())
            (clan!["clan_id"]!.GetValueKind(), clan["members"]!.GetValueKind()).ShouldBe((System.Text.Json.JsonValueKind.String, System.Text.Json.JsonValueKind.Number));
        return run;
    }

    private static IEnumerable<string> Names(CliResult roster) =>
        JsonNode.Parse(roster.Output)!["members"]!.AsArray().Select(m => m!["name"]!.GetValue<string>());
}
