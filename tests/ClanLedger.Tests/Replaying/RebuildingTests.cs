using ClanLedger.Hosting;
using ClanLedger.Projecting;
using ClanLedger.Replaying;
using ClanLedger.Tests.Harness;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClanLedger.Tests.Replaying;

public sealed class RebuildingTests(LedgerServer server)
{
    private const string Envelopes =
        "select (select count(*) from wolverine.wolverine_incoming_envelopes) + (select count(*) from wolverine.wolverine_outgoing_envelopes)";

    [Fact]
    public async Task A_replay_of_what_is_right_writes_no_row_no_event_and_no_message()
    {
        await using var history = await History.StartAsync(server);
        var (rows, events, envelopes) = (await EveryRow.UntouchedAsync(history.Ledger), await history.EventsAsync(), await history.Ledger.OneAsync<long>(Envelopes));
        foreach (var table in GroupsProjection.Tables)
            (await history.Ledger.OneAsync<bool>($"select exists (select from groups.{table})")).ShouldBeTrue($"{table}: a history without rows would prove nothing");

        foreach (var replay in new[] { await history.ReplayAsync(), await history.ReplayAsync() })
            replay.Tables.ShouldAllBe(t => t.Changed == 0);

        (await EveryRow.UntouchedAsync(history.Ledger)).ShouldBe(rows);
        (await history.EventsAsync()).ShouldBe(events);
        (await history.Ledger.OneAsync<long>(Envelopes)).ShouldBe(envelopes);
        (await history.VerifyAsync()).Sound.ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_that_was_emptied_is_not_read_through_for_every_row_that_comes_back()
    {
        await using var history = await History.StartAsync(server, days: 1);
        await history.Ledger.ExecuteAsync("truncate groups.t_members; analyze groups.t_members");
        await using var connection = await history.Ledger.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var rebuild = new Rebuild(history.Ledger.Services.GetRequiredService<IDocumentStore>(), history.Ledger.Database, connection, null, new ReplayProgress(TimeProvider.System));
        await rebuild.BeginAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await rebuild.CatchUpAsync(transaction, TestContext.Current.CancellationToken);

        var tables = await Merge.RunAsync(connection, Sql.Groups, TestContext.Current.CancellationToken);

        tables.Single(t => t.Table == "t_members").Inserted.ShouldBe(120);
        await using var scans = new NpgsqlCommand("select pg_stat_get_xact_numscans('groups.t_members'::regclass)", connection);
        ((long)(await scans.ExecuteScalarAsync(TestContext.Current.CancellationToken))!).ShouldBeLessThan(20);
    }

    private static readonly string[] Losses =
    [
        "drop schema groups cascade",
        "truncate groups.t_members, groups.t_characters, groups.t_memberships, groups.t_clans, groups.t_daily_counts, groups.t_groups, groups.t_group_clans",
        "drop table groups.t_members, groups.t_daily_counts",
        "delete from groups.t_members where member_id % 3 = 0",
        "update groups.t_members set destiny_name = 'Someone', admin = not admin where member_id % 2 = 0",
        "update groups.t_members set member_id = -member_id, destiny_id = destiny_id + 1 where member_id < 20",
        """
        with pair as (select min(destiny_id) as a, max(destiny_id) as b from groups.t_members)
        update groups.t_members m set destiny_id = -case when destiny_id = a then b else a end from pair where destiny_id in (a, b);
        update groups.t_members set destiny_id = -destiny_id where destiny_id < 0
        """,
        "update groups.t_memberships set \"left\" = null where stay = 1 and not exists (select from groups.t_memberships x where x.member_id = t_memberships.member_id and x.stay > 1)",
        "insert into groups.t_daily_counts values ('2026-01-01', 1, 'invented', 5); update groups.t_daily_counts set value = value + 1 where key = 'members'; delete from groups.t_groups",
        "update groups.t_characters set last_played = last_played + interval '1 microsecond', deleted_flag = not deleted_flag",
        "truncate groups.t_changes, groups.t_runs, groups.t_known_names, groups.t_former_names, groups.t_former_roles, groups.t_former_plays",
        "update groups.t_changes set clan_id = clan_id + 1 where ordinal = 1; update groups.t_known_names set name = name || 'x'; delete from groups.t_former_plays where member_id % 2 = 0",
    ];

    [Fact]
    public async Task Whatever_was_lost_or_edited_comes_back_to_the_last_bit()
    {
        await using var history = await History.StartAsync(server);
        var rows = await EveryRow.OfAsync(history.Ledger);
        foreach (var loss in Losses)
        {
            await history.Ledger.ExecuteAsync(loss);

            (await history.ReplayAsync()).Tables.Sum(t => t.Changed).ShouldBeGreaterThan(0, loss);

            (await EveryRow.OfAsync(history.Ledger)).ShouldBe(rows, loss);
        }

        (await history.VerifyAsync()).Sound.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 20)]
    [InlineData(50, 1_000_000)]
    public async Task Wherever_the_history_is_divided_into_pages_the_rows_are_the_same(int page, int rows)
    {
        await using var history = await History.StartAsync(server, days: 4, members: 12);
        await using var connection = await history.Ledger.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var rebuild = new Rebuild(
            history.Ledger.Services.GetRequiredService<IDocumentStore>(), history.Ledger.Database, connection, null, new ReplayProgress(TimeProvider.System)) { PageSize = page, MostRows = rows };

        await rebuild.BeginAsync(TestContext.Current.CancellationToken);

        foreach (var shape in await TableShape.ReadAsync(connection, TestContext.Current.CancellationToken))
            (await Comparison.RunAsync(connection, "groups", shape, TestContext.Current.CancellationToken)).Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_replay_of_lost_tables_runs_go_on_as_if_nothing_had_happened()
    {
        await using var history = await History.StartAsync(server, days: 3);
        await using var other = await History.StartAsync(server, days: 3);
        await history.Ledger.ExecuteAsync("drop schema groups cascade; drop schema staging cascade");
        await history.ReplayAsync();

        for (var day = 0; day < 3; day++)
        {
            await history.Ledger.SyncAsync(history.World.Day);
            await other.Ledger.SyncAsync(other.World.Day);
            history.World.LiveOneDay();
            other.World.LiveOneDay();
        }

        (await EveryRow.ButForIdsAsync(history.Ledger.Database)).ShouldBe(await EveryRow.ButForIdsAsync(other.Ledger.Database));
        (await history.Ledger.OneAsync<long>("select count(*) - count(distinct data ->> 'snapshotId') from ledger.mt_events where type = 'snapshot_staged'"))
            .ShouldBe(0, "no snapshot's number is given twice, though the staged snapshots were lost");
    }

    [Theory]
    [InlineData("truncate ledger.mt_events", " events, but 0 are there")]
    [InlineData("truncate ledger.mt_events, ledger.mt_streams", "groups.t_runs has runs that no event tells of")]
    [InlineData("with gone as (delete from ledger.mt_events where seq_id in (select seq_id from ledger.mt_events order by seq_id desc limit 1) returning 1) select 1 from gone", " are there")]
    public async Task Rows_are_not_taken_away_because_their_events_are_lost(string loss, string told)
    {
        await using var history = await History.StartAsync(server, days: 2, members: 5);
        var rows = await EveryRow.OfAsync(history.Ledger);
        await history.Ledger.ExecuteAsync(loss);

        (await Should.ThrowAsync<UserErrorException>(history.ReplayAsync())).Message.ShouldSatisfyAllConditions(
            m => m.ShouldStartWith("Events are missing: "), m => m.ShouldContain(told), m => m.ShouldContain("Nothing was changed"));
        (await EveryRow.OfAsync(history.Ledger)).ShouldBe(rows);
    }

    [Fact]
    public async Task Rows_that_need_a_table_of_another_shape_are_refused_in_one_line()
    {
        await using var history = await History.StartAsync(server, days: 2, members: 5);
        await history.Ledger.ExecuteAsync("alter table groups.t_members drop column versions_owned");
        (await Should.ThrowAsync<UserErrorException>(history.ReplayAsync())).Message
            .ShouldBe("groups.t_members can not be mended row by row: it has no column versions_owned. Drop the table, with what depends on it, and say `replay` again");

        await history.Ledger.ExecuteAsync("alter table groups.t_clans drop constraint pk_clan_id; insert into groups.t_clans select * from groups.t_clans; drop table groups.t_members");
        (await Should.ThrowAsync<UserErrorException>(history.ReplayAsync())).Message.ShouldContain("groups.t_clans can not be mended row by row: nothing keeps (clan_id) unique");
    }
}
