using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Replaying;

public sealed class CopyingTests(LedgerServer server)
{
    [Fact]
    public async Task A_copy_as_of_a_day_is_what_the_tables_were_on_that_day()
    {
        await using var history = await History.StartAsync(server, days: 3);
        var third = await EveryRow.OfAsync(history.Ledger);
        for (var day = 4; day <= 5; day++)
        {
            await history.Ledger.SyncAsync(history.World.Day);
            history.World.LiveOneDay();
        }

        var fifth = await EveryRow.UntouchedAsync(history.Ledger);
        await history.Program().DoneAsync("replay", "--as-of", "2026-01-03", "--into", "groups_third");
        await history.Program().DoneAsync("replay", "--into", "groups_now");

        (await EveryRow.OfAsync(history.Ledger, "groups_third")).ShouldBe(third);
        (await EveryRow.OfAsync(history.Ledger, "groups_now")).ShouldBe(await EveryRow.OfAsync(history.Ledger));
        (await EveryRow.UntouchedAsync(history.Ledger)).ShouldBe(fifth, "a copy leaves the tables in service alone");
        (await history.Ledger.OneAsync<string>("select groups_third.fn_resolve_versions(3)")).ShouldBe("Curse of Osiris");
    }

    [Fact]
    public async Task A_copy_of_one_clan_holds_it_and_everyone_who_ever_was_in_it()
    {
        await using var history = await History.StartAsync(server);
        await history.Ledger.TrackAsync("Others", [history.FirstClan + 1]);
        await history.Program().DoneAsync("replay", "--clan", history.FirstClan.ToString(), "--into", "one");

        foreach (var (table, wanted) in new[]
        {
            ("t_members", $"member_id in (select member_id from groups.t_memberships where clan_id = {history.FirstClan})"),
            ("t_characters", $"member_id in (select member_id from groups.t_memberships where clan_id = {history.FirstClan})"),
            ("t_changes", $"member_id in (select member_id from groups.t_memberships where clan_id = {history.FirstClan})"),
            ("t_known_names", $"member_id in (select member_id from groups.t_memberships where clan_id = {history.FirstClan})"),
            ("t_former_plays", $"member_id in (select member_id from groups.t_memberships where clan_id = {history.FirstClan})"),
            ("t_memberships", $"member_id in (select member_id from groups.t_memberships where clan_id = {history.FirstClan})"),
            ("t_clans", $"clan_id = {history.FirstClan}"), ("t_daily_counts", $"clan_id = {history.FirstClan}"),
            ("t_group_clans", $"clan_id = {history.FirstClan}"), ("t_groups", "group_name = 'The Fleet'"),
        })
        {
            (await history.Ledger.LinesAsync($"select * from one.{table} x order by x::text"))
                .ShouldBe(await history.Ledger.LinesAsync($"select * from groups.{table} x where {wanted} order by x::text"), table);
            (await history.Ledger.OneAsync<long>($"select (select count(*) from groups.{table}) - (select count(*) from one.{table})")).ShouldBeGreaterThan(0, table);
        }

        (await history.Ledger.LinesAsync("select * from one.t_runs x order by x::text")).ShouldBe(await history.Ledger.LinesAsync("select * from groups.t_runs x order by x::text"));
    }

    [Fact]
    public async Task A_copy_is_brought_up_to_date_under_the_views_that_read_it()
    {
        await using var history = await History.StartAsync(server, days: 2);
        await history.Program().DoneAsync("replay", "--into", "analysis");
        await history.Ledger.ExecuteAsync("create view public.v_analysis as select count(*) from analysis.t_members");
        await history.Ledger.SyncAsync(history.World.Day);

        await history.Program().DoneAsync("replay", "--into", "analysis");

        (await history.Ledger.OneAsync<long>("select * from v_analysis")).ShouldBe(await history.Ledger.OneAsync<long>("select count(*) from groups.t_members"));
    }

    [Fact]
    public async Task What_can_not_be_copied_is_refused_in_one_line()
    {
        await using var history = await History.StartAsync(server, days: 1, members: 3);
        await history.Ledger.ExecuteAsync("create schema mine; create table mine.t (x int)");
        var program = history.Program();

        (await program.RefusedAsync("replay", "--as-of", "2026-01-01")).ShouldContain("--into SCHEMA");
        (await program.RefusedAsync("replay", "--into", "mine")).ShouldContain("The schema mine exists and is no copy");
        (await program.RefusedAsync("replay", "--into", "groups")).ShouldContain("--into is 'groups'; allowed is a schema of its own");
        (await program.RefusedAsync("replay", "--into", "x\"; drop schema groups cascade; --")).ShouldContain("allowed is a schema of its own");
        (await program.RefusedAsync("replay", "--clan", "99", "--into", "none")).ShouldContain("knows no clan 99");
        (await program.RefusedAsync("replay", "--as-of", "yesterday", "--into", "none")).ShouldContain("--as-of is 'yesterday'");
        (await history.Ledger.OneAsync<long>("select count(*) from pg_namespace where nspname = 'none'")).ShouldBe(0);
    }
}
