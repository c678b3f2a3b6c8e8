using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Replaying;

public sealed class SwitchingTests(LedgerServer server)
{
    /// <summary>What other programs may hang on the tables.</summary>
    private const string Dependents = """
        create role a_reader;
        create schema other;
        grant usage on schema groups to a_reader;
        grant select on groups.t_members to a_reader;
        grant update (clan_name) on groups.t_clans to a_reader;
        alter default privileges in schema groups grant select on tables to a_reader;
        comment on table groups.t_members is 'read by the website';
        comment on column groups.t_members.admin is 'shown as a star';
        create view other.v_present as select member_id, destiny_name, clan_id from groups.t_members where not deleted_flag;
        create view other.v_sizes as select clan_id, count(*) as members from other.v_present group by clan_id;
        create materialized view other.m_members as select * from groups.t_members;
        create rule r_nothing as on delete to other.v_sizes do instead nothing;
        create table other.t_notes (member_id integer primary key references groups.t_members on delete cascade, note text);
        insert into other.t_notes select member_id, 'a note' from groups.t_members;
        create index idx_other_name on groups.t_members (lower(destiny_name));
        create publication other_program for table groups.t_members;
        create function other.fn_count() returns trigger language plpgsql as $$ begin insert into other.t_changes values (tg_op); return null; end $$;
        create table other.t_changes (op text);
        create trigger tr_other after insert or update or delete on groups.t_members for each row execute function other.fn_count();
        """;

    /// <summary>All of it as the catalog has it, by object id: a table that was replaced would show.</summary>
    private const string Catalog = """
        select c.oid || ' ' || c.relname || ' ' || c.relkind::text || ' ' || coalesce(c.relacl::text, '') || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('groups', 'other')
        union all select 'default ' || defaclacl::text from pg_default_acl
        union all select 'comment ' || description from pg_description where description = 'shown as a star'
        union all select 'trigger ' || tgname || tgrelid from pg_trigger where not tgisinternal
        union all select 'constraint ' || conname || conrelid || confrelid from pg_constraint where contype = 'f'
        union all select 'published ' || prrelid from pg_publication_rel
        union all select 'column ' || attrelid || attname || attacl::text from pg_attribute where attacl is not null and attrelid > 16384
        order by 1
        """;

    [Fact]
    public async Task What_other_programs_hang_on_the_tables_stays_and_shows_the_new_rows()
    {
        await using var history = await History.StartAsync(server, days: 3);
        await history.Ledger.ExecuteAsync(Dependents.Replace("a_reader", $"reader_{Guid.NewGuid():N}", StringComparison.Ordinal));
        var catalog = await history.Ledger.TextsAsync(Catalog);
        var sizes = await history.Ledger.LinesAsync("select * from other.v_sizes order by clan_id");
        var notes = await history.Ledger.LinesAsync("select * from other.t_notes order by member_id");
        await history.Ledger.ExecuteAsync("update groups.t_members set deleted_flag = not deleted_flag where member_id % 2 = 0; truncate other.t_changes");

        await history.ReplayAsync();

        (await history.Ledger.TextsAsync(Catalog)).ShouldBe(catalog);
        (await history.Ledger.LinesAsync("select * from other.v_sizes order by clan_id")).ShouldBe(sizes);
        (await history.Ledger.LinesAsync("select * from other.t_notes order by member_id")).ShouldBe(notes, "no row that was right was deleted, so nothing cascaded");
        (await history.Ledger.LinesAsync("select op, count(*) = (select count(*) from groups.t_members where member_id % 2 = 0) from other.t_changes group by op"))
            .ShouldBe(["(UPDATE,t)"], "a trigger fires for the rows that differed, and for no other");
        await history.Ledger.ExecuteAsync("refresh materialized view other.m_members");
        (await history.Ledger.OneAsync<bool>("select bool_and(m = g) from other.m_members m join groups.t_members g using (member_id)")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_reader_sees_the_old_rows_or_the_new_ones_and_never_waits()
    {
        await using var history = await History.StartAsync(server, days: 3);
        await history.Ledger.ExecuteAsync("create view v_rows as select (select count(*) from groups.t_members) as members, (select count(*) from groups.t_characters where deleted_flag) as closed, (select sum(value) from groups.t_daily_counts) as counts");
        const string Look = "select v::text from v_rows v";
        var right = await history.Ledger.OneAsync<string>(Look);
        using var stop = new CancellationTokenSource();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var looks = 0;
        var reader = Task.Run(async () =>
        {
            await using var connection = await history.Ledger.Database.OpenConnectionAsync(CancellationToken.None);
            await using (var impatient = new NpgsqlCommand("set lock_timeout = 1", connection))
                await impatient.ExecuteNonQueryAsync(CancellationToken.None);
            while (!stop.IsCancellationRequested)
            {
                await using var look = new NpgsqlCommand(Look, connection);
                seen.Add((string)(await look.ExecuteScalarAsync(CancellationToken.None))!);
                looks++;
            }
        }, CancellationToken.None);

        var wrong = new HashSet<string>([right], StringComparer.Ordinal);
        for (var i = 0; i < 5; i++)
        {
            await history.Ledger.ExecuteAsync("begin; delete from groups.t_members; update groups.t_characters set deleted_flag = true; delete from groups.t_daily_counts where key <> 'members'; commit");
            wrong.Add(await history.Ledger.OneAsync<string>(Look));
            await history.ReplayAsync();
            (await history.Ledger.OneAsync<string>(Look)).ShouldBe(right);
        }

        await stop.CancelAsync();
        await reader;
        seen.Except(wrong, StringComparer.Ordinal).ShouldBeEmpty();
        looks.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Runs_beside_replays_lose_nothing()
    {
        await using var history = await History.StartAsync(server, days: 2);
        await using var other = await History.StartAsync(server, days: 2);
        using var stop = new CancellationTokenSource();
        var replays = Task.Run(async () =>
        {
            var number = 0;
            for (; !stop.IsCancellationRequested; number++)
                await history.ReplayAsync();
            return number;
        }, CancellationToken.None);

        for (var day = 0; day < 5; day++)
        {
            await history.Ledger.SyncAsync(history.World.Day);
            await other.Ledger.SyncAsync(other.World.Day);
            history.World.LiveOneDay();
            other.World.LiveOneDay();
        }

        await stop.CancelAsync();
        (await replays).ShouldBeGreaterThan(0);
        (await EveryRow.ButForIdsAsync(history.Ledger.Database)).ShouldBe(await EveryRow.ButForIdsAsync(other.Ledger.Database));
        (await history.VerifyAsync()).Sound.ShouldBeTrue();
    }
}
