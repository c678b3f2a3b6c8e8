using System.Text.RegularExpressions;
using ClanLedger.Hosting;
using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Serving;

public sealed partial class PlanTests(LedgerServer server)
{
    private static readonly string[] Large = ["t_members", "t_memberships", "t_former_names", "t_former_roles", "t_former_plays", "t_known_names", "t_changes", "mt_events"];

    /// <summary>Each statement that has to be fast, with types and values of its parameters, and an index it cannot do without.</summary>
    public static TheoryData<string, string, string, string> Statements => new()
    {
        { "roster", "bigint[]", "'{5}'", "idx_members_clan_id" },
        { "roster_as_of", "bigint[], date", "'{5}', '2026-02-01'", "idx_memberships_clan_id" },
        { "observed", "bigint[], date", "'{5}', '2026-02-01'", "idx_daily_counts_clan_id" },
        { "changes", "date, date, text[], date, int, int, int", "'2026-02-01', '2026-02-01', null, null, 0, 0, 101", "idx_changes_effective_date" },
        { "changes_of_clans", "date, date, text[], date, int, int, int, bigint[]", "'2026-02-01', '2026-02-01', null, null, 0, 0, 101, '{5}'", "idx_changes_clan_id" },
        { "members_called", "text, bigint, int, int, text, text", "null, null, 0, 51, 'name 12', ''", "pk_known_names" },
        { "members", "text, bigint, int, int", "null, null, 500, 51", "pk_member_id" },
        { "member", "bigint", "1005", "uq_members_destiny_id" },
        { "stays", "int", "5", "pk_memberships" },
        { "timeline", "text, text[], date, date, bigint, int", "'member/1005', null, null, null, 0, 500", "pk_mt_events_stream_and_version" },
        { "event", "text, uuid", "'member/1005', '00000000-0000-0000-0000-000000000000'", "pk_mt_events_stream_and_version" },
        { "feed", "bigint, int", "100, 100", "pkey_mt_events_seq_id" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_that_has_to_be_fast_reads_no_large_table_whole(string statement, string types, string values, string index)
    {
        var plan = await PlanAsync(statement, types, values);

        foreach (Match scan in SequentialScan().Matches(plan))
            Large.Contains(scan.Groups[1].Value, StringComparer.Ordinal).ShouldBeFalse(plan);
        plan.ShouldContain(index, Case.Sensitive, plan);
    }

    /// <summary>The plan for any values, as a prepared statement comes to use it.</summary>
    private async Task<string> PlanAsync(string statement, string types, string values)
    {
        await using var database = NpgsqlDataSource.Create(await LargeLedger.OfAsync(server));
        await using var connection = await database.OpenConnectionAsync();
        await using (var prepare = new NpgsqlCommand($"set plan_cache_mode = force_generic_plan; prepare asked ({types}) as {Sql.Text($"serving/{statement}")}", connection))
            await prepare.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"explain execute asked ({values})", connection);
        await using var reader = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"Seq Scan on (\w+)")]
    private static partial Regex SequentialScan();
}
