using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Serving;

/// <summary>A ledger with so many rows that PostgreSQL's choice of a plan means something. Made once; nothing is true about its rows but their number.</summary>
internal static class LargeLedger
{
    private const string Fill = """
        insert into groups.t_clans select c, 'Clan ' || c, 'C', true, 100, '2026-03-01' from generate_series(0, 199) c;
        insert into groups.t_members (member_id, clan_id, destiny_id, destiny_name, destiny_membership_type, added, admin, role)
          select m, m % 200, 1000 + m, 'name ' || m, 3, '2026-01-01', false, 'Member' from generate_series(1, 20000) m;
        insert into groups.t_memberships (member_id, stay, clan_id, joined) select m, 1, m % 200, '2026-01-01' from generate_series(1, 20000) m;
        insert into groups.t_known_names select 'name ' || m, m from generate_series(1, 20000) m;
        insert into groups.t_former_names (member_id, until, destiny_name) select m, '2026-02-01', 'old ' || m from generate_series(1, 20000) m;
        insert into groups.t_former_roles select m, '2026-02-01', 'Beginner' from generate_series(1, 20000) m;
        insert into groups.t_former_plays select m, date '2026-01-01' + d, now() from generate_series(1, 20000) m, generate_series(1, 5) d;
        insert into groups.t_changes select m, d, date '2026-01-01' + d * 7, 'member_renamed', m % 200, null, gen_random_uuid(), '{}' from generate_series(1, 20000) m, generate_series(1, 3) d;
        insert into groups.t_daily_counts select date '2026-01-01' + d, c, k, 1 from generate_series(0, 60) d, generate_series(0, 199) c, unnest('{members,played}'::text[]) k;
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, "timestamp", tenant_id)
          select m * 5 + v, gen_random_uuid(), 'member/' || 1000 + m, v + 1, '{"effectiveDate":"2026-01-01"}', 'member_played', now(), '*DEFAULT*'
          from generate_series(1, 20000) m, generate_series(0, 4) v;
        analyze
        """;

    private static readonly SemaphoreSlim Once = new(1);
    private static string? _database;

    public static async Task<string> OfAsync(LedgerServer server)
    {
        await Once.WaitAsync();
        try
        {
            return _database ??= await MakeAsync(server);
        }
        finally
        {
            Once.Release();
        }
    }

    private static async Task<string> MakeAsync(LedgerServer server)
    {
        var ledger = await server.NewLedgerAsync();
        await using var database = NpgsqlDataSource.Create(ledger);
        await using var command = database.CreateCommand("set session_replication_role = replica; " + Fill);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
        return ledger;
    }
}
