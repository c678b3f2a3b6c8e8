using System.Text.Json.Nodes;
using ClanLedger.Hosting;
using ClanLedger.Replaying;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Replaying;

public sealed class VerifyingTests(LedgerServer server)
{
    [Fact]
    public async Task Every_difference_is_told_in_words_and_counted()
    {
        await using var history = await History.StartAsync(server, days: 3, members: 20);
        var name = await history.Ledger.OneAsync<string>("select destiny_name from groups.t_members where member_id = 3");
        await history.Ledger.ExecuteAsync("""
            update groups.t_members set destiny_name = 'Someone', role = 'Founder', versions_owned = null where member_id = 3;
            delete from groups.t_members where member_id = 5;
            insert into groups.t_clans values (1, 'Invented', null, false);
            update groups.t_daily_counts set value = value + 1 where key = 'members';
            """);
        var result = await history.VerifyAsync();

        result.Sound.ShouldBeFalse();
        var table = result.Tables.Single(t => t.Table == "t_members");
        (table.Missing, table.Different, table.Unknown).ShouldBe((1, 1, 0));
        table.Told.Count.ShouldBe(2);
        table.Told[0].ShouldStartWith($"{name} (member_id 3): destiny_name is 'Someone', the events say '{name}'; ");
        table.Told[0].ShouldContain("versions_owned is empty, the events say ");
        table.Told[1].ShouldEndWith("(member_id 5) is missing");
        result.Tables.Single(t => t.Table == "t_clans").Told.ShouldBe(["clan_id 1 is there, but the events do not tell of it"]);
        var counts = result.Tables.Single(t => t.Table == "t_daily_counts");
        counts.Different.ShouldBe(9, "three clans on three days");
        result.Tables.Where(t => t.Wrong == 0).Select(t => t.Table).ShouldBe(
            ["t_groups", "t_group_clans", "t_characters", "t_memberships", "t_former_names", "t_former_roles", "t_former_plays", "t_known_names", "t_changes", "t_runs"],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Of_a_day_that_was_played_twice_the_first_play_ended_what_was_before()
    {
        await using var scene = await Scene.StartAsync(server, clans: 3);
        foreach (var i in Enumerable.Range(2, 99))
            Array.ForEach([.. scene.Clans], clan => scene.World.Join(clan, $"Member {i} of {clan.Name}"));
        await scene.SyncAsync();
        scene.World.LiveOneDay();
        for (var time = 1; time <= 2; time++)
        {
            foreach (var person in scene.World.People.Skip(100).Take(3).ToArray())
                scene.World.Change(() => person.LastPlayed = person.LastPlayed.AddHours(2));
            await scene.SyncAsync();
        }

        (await scene.Ledger.Services.GetRequiredService<Verification>().RunAsync(new ReplayProgress(TimeProvider.System), TestContext.Current.CancellationToken))
            .Sound.ShouldBeTrue("few players beside many members: PostgreSQL joins them in another order");
    }

    [Fact]
    public async Task Numbers_lost_between_asking_for_a_run_and_applying_it_are_normal()
    {
        await using var history = await History.StartAsync(server, days: 1, members: 10);
        await history.Ledger.ExecuteAsync("""
            create table last_run as select causation_id as cause, min(seq_id) as first from ledger.mt_events where causation_id like 'run/%' group by 1 order by 2 desc limit 1;
            update ledger.mt_events set seq_id = seq_id + 100000 where causation_id = (select cause from last_run);
            update ledger.mt_events set seq_id = seq_id - 99990 where causation_id = (select cause from last_run);
            insert into ledger.mt_streams (id, version) values ('run/00000000-0000-7000-8000-000000000000', 1);
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, causation_id)
            select first, gen_random_uuid(), 'run/00000000-0000-7000-8000-000000000000', 1,
              jsonb_build_object('effectiveDate', (select data ->> 'effectiveDate' from ledger.mt_events where type = 'sync_completed' limit 1)),
              'sync_requested', now(), 'ClanLedger.Ledger.SyncRequested, ClanLedger', cause from last_run
            """);

        var result = await history.VerifyAsync();
        result.Store.ShouldBeEmpty();
        result.Unused.ShouldBe(9);
    }

    [Fact]
    public async Task An_event_that_can_not_be_read_any_more_is_a_fault_and_no_crash()
    {
        await using var history = await History.StartAsync(server, days: 1, members: 10);
        var broken = await history.Ledger.OneAsync<long>("select min(seq_id) from ledger.mt_events where type = 'member_joined'");
        await history.Ledger.ExecuteAsync($"update ledger.mt_events set data = data - 'stay' where seq_id = {broken}");

        (await history.VerifyAsync()).Store.ShouldHaveSingleItem().ShouldStartWith($"event {broken} can not be read, so it was changed after it was recorded");
    }

    [Theory]
    [InlineData("data = data #- '{names,destinyName}'", "member_joined")]
    [InlineData("data = data - 'profile'", "member_joined")]
    [InlineData("data = jsonb_set(data, '{memberId}', '\"abc\"')", "member_joined")]
    [InlineData("data = data - 'old', type = 'member_renamed'", "member_played")]
    [InlineData("stream_id = 'member/99999999999999999999'", "member_played")]
    public async Task Events_that_no_rows_follow_from_are_a_fault_and_no_crash(string change, string type)
    {
        await using var history = await History.StartAsync(server, days: 2, members: 10);
        await history.Ledger.ExecuteAsync("alter table ledger.mt_events disable trigger all");
        await history.Ledger.ExecuteAsync($"update ledger.mt_events set {change} where seq_id = (select min(seq_id) from ledger.mt_events where type = '{type}')");

        (await history.VerifyAsync()).Store.ShouldNotBeEmpty();
        await Should.ThrowAsync<UserErrorException>(history.ReplayAsync());
    }

    private static readonly (string Damage, string Told)[] Damages =
    [
        ("delete from ledger.mt_events where seq_id = (select seq_id from ledger.mt_events where type = 'member_played' order by seq_id limit 1 offset 3)", "are gone"),
        ("delete from ledger.mt_events where type = 'member_played' and seq_id in (select seq_id from ledger.mt_events where type = 'member_played' order by seq_id limit 1 offset 3)", "gone from the midst of run/"),
        ("delete from ledger.mt_events where stream_id = (select stream_id from ledger.mt_events where type = 'member_joined' order by seq_id limit 1 offset 2)", "events are gone"),
        ("with gone as (delete from ledger.mt_events where stream_id = (select stream_id from ledger.mt_events where type = 'member_joined' order by seq_id limit 1 offset 2) returning stream_id) delete from ledger.mt_streams where id in (select stream_id from gone)", "member ids 3 to 3 were given, but the joins are gone"),
        ("update ledger.mt_events set version = 100 where version = 2 and stream_id like 'member/%'", "events 2 to "),
        ("update ledger.mt_streams set version = version + 1 where id like 'clan/%'", "are gone"),
        ("with pair as (select stream_id, max(seq_id) as last, min(seq_id) as first from ledger.mt_events where stream_id like 'member/%' group by 1 having count(*) > 1 limit 1) update ledger.mt_events e set seq_id = -seq_id from pair where seq_id in (first, last); update ledger.mt_events e set seq_id = case when -e.seq_id = x.first then x.last else x.first end from (select min(-seq_id) as first, max(-seq_id) as last from ledger.mt_events where seq_id < 0) x where seq_id < 0", "was recorded before event"),
        ("update ledger.mt_events set data = jsonb_set(data, '{effectiveDate}', '\"2020-01-01\"') where version = 2 and stream_id like 'member/%'", "is of 2020-01-01, after one of"),
        ("update ledger.mt_events set data = jsonb_set(data, '{memberId}', '7') where type = 'member_joined' and data ->> 'memberId' = '8'", "member id 7 was given to member/"),
    ];

    [Fact]
    public async Task Damage_to_the_event_store_is_found()
    {
        await using var history = await History.StartAsync(server, days: 3, members: 10);
        (await history.VerifyAsync()).Store.ShouldBeEmpty();
        await history.Ledger.ExecuteAsync("create table e as table ledger.mt_events; create table s as table ledger.mt_streams");
        foreach (var (damage, told) in Damages)
        {
            await history.Ledger.ExecuteAsync(damage);
            (await history.VerifyAsync()).Store.ShouldContain(line => line.Contains(told, StringComparison.Ordinal), damage);

            await history.Ledger.ExecuteAsync("truncate ledger.mt_events, ledger.mt_streams; insert into ledger.mt_streams table s; insert into ledger.mt_events table e");
        }

        (await history.VerifyAsync()).Sound.ShouldBeTrue();
    }

    [Fact]
    public async Task Events_that_this_version_does_not_know_are_named()
    {
        await using var history = await History.StartAsync(server, days: 2, members: 5);
        await history.Ledger.ExecuteAsync("update ledger.mt_events set type = 'member_knighted' where type = 'clan_grouped'");

        (await history.VerifyAsync()).Store.ShouldBe(["3 events are of the kind member_knighted, which this version does not know"]);
        (await history.Program().RefusedAsync("replay")).ShouldContain("3 events are of the kind member_knighted");
    }

    [Fact]
    public async Task Transactions_that_failed_leave_gaps_that_are_normal()
    {
        await using var history = await History.StartAsync(server, days: 2, members: 5);
        await history.Ledger.ExecuteAsync("select nextval('ledger.mt_events_sequence'), nextval('ledger.mt_events_sequence')");
        await history.Ledger.SyncAsync(history.World.Day);

        var result = await history.VerifyAsync();

        (result.Sound, result.Unused).ShouldBe((true, 2));
    }

    [Fact]
    public async Task Staged_rosters_that_no_longer_fit_their_fingerprints_are_found()
    {
        await using var history = await History.StartAsync(server, days: 2, members: 5);
        var ids = await history.Ledger.TextsAsync("select snapshot_id::text from staging.t_snapshots order by snapshot_id limit 2");
        var clans = await history.Ledger.TextsAsync("select clan_id::text from staging.t_snapshots order by snapshot_id limit 2");
        await history.Ledger.ExecuteAsync($"update staging.t_clan_members r set role = 'Founder' from staging.t_snapshots s where s.snapshot_id = {ids[0]} and r.run_id = s.run_id and r.clan_id = s.clan_id");
        await history.Ledger.ExecuteAsync($"update staging.t_snapshots set hash = 'ab' where snapshot_id = {ids[1]}");

        (await history.VerifyAsync()).Rosters.ShouldBe([
            $"snapshot {ids[0]} of clan {clans[0]} on 2026-01-01: the staged members no longer fit its fingerprint",
            $"snapshot {ids[1]} of clan {clans[1]} on 2026-01-01: its fingerprint is not the one in its event"]);
    }

    [Fact]
    public async Task The_command_says_what_differs_and_ends_with_1_and_after_a_replay_with_0()
    {
        await using var history = await History.StartAsync(server, days: 2, members: 5);
        (await history.Program().DoneAsync("verify")).Output.ShouldContain("The tables are what the events say.");
        await history.Ledger.ExecuteAsync("update groups.t_members set destiny_name = 'Some' || chr(27) || '[31mone' where member_id = 1");

        var told = await history.Program().RunAsync("verify");
        (told.ExitCode, told.Error).ShouldBe((1, ""));
        told.Output.ShouldContain("destiny_name is 'Some‹U+001B›[31mone', the events say");
        told.Output.ShouldContain("`replay` makes the tables what the events say.");
        JsonNode.Parse((await history.Program().RunAsync("verify", "--json")).Output)!["sound"]!.GetValue<bool>().ShouldBeFalse();

        JsonNode.Parse((await history.Program().DoneAsync("replay", "--json")).Output)!["tables"]!.AsArray().Sum(t => t!["updated"]!.GetValue<long>()).ShouldBe(1);
        await history.Program().DoneAsync("verify");
    }
}
