using ClanLedger.Projecting;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

/// <summary>Every row of the ledger as a line, with the transaction that wrote it: equal only when nothing was written at all.</summary>
internal static class WholeLedger
{
    private static readonly string[] Tables = [.. GroupsProjection.Tables];

    /// <summary>All tables, events and streams.</summary>
    /// <remarks>But for the stream in which Marten notes sequence numbers that a failed transaction took.</remarks>
    public static async Task<IReadOnlyList<string>> OfAsync(TestLedger ledger) =>
    [
        .. await TablesAsync(ledger),
        .. await ledger.TextsAsync("select stream_id || ' ' || version || ' ' || type from ledger.mt_events where stream_id <> 'mt_tombstone' order by seq_id"),
        .. await ledger.TextsAsync("select id || ' ' || version from ledger.mt_streams where id <> 'mt_tombstone' order by id"),
    ];

    /// <summary>These tables of the groups schema, or all.</summary>
    public static async Task<IReadOnlyList<string>> TablesAsync(TestLedger ledger, params string[] tables)
    {
        var lines = new List<string>();
        foreach (var table in tables is [] ? Tables : tables)
            lines.AddRange(await ledger.TextsAsync($"select '{table} ' || x.xmin || ' ' || x::text from groups.{table} x order by x::text"));
        return lines;
    }

    /// <summary>Everything about the members of one clan.</summary>
    public static async Task<IReadOnlyList<string>> OfClanAsync(TestLedger ledger, long clanId) =>
    [
        .. await ledger.TextsAsync($"select x.xmin || ' ' || x::text from groups.t_clans x where clan_id = {clanId}"),
        .. await ledger.TextsAsync($"select x.xmin || ' ' || x::text from groups.t_members x where clan_id = {clanId} order by member_id"),
        .. await ledger.TextsAsync($"select x.xmin || ' ' || x::text from groups.t_memberships x where clan_id = {clanId} order by member_id, stay"),
        .. await ledger.TextsAsync($"select x.xmin || ' ' || x::text from groups.t_daily_counts x where clan_id = {clanId} order by effective_date, key"),
        .. await ledger.TextsAsync($"select x.xmin || ' ' || x::text from groups.t_characters x join groups.t_members m using (member_id) where clan_id = {clanId} order by character_id"),
        .. await ledger.TextsAsync($"select stream_id || ' ' || version from ledger.mt_events where stream_id in (select 'member/' || destiny_id from groups.t_members where clan_id = {clanId}) order by seq_id"),
    ];
}
