using System.Globalization;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

/// <summary>Rows as lines of text, so that a difference reads well.</summary>
internal static class Lines
{
    public static string Of(params IEnumerable<object?> values) => string.Join(" | ", values.Select(v => v switch
    {
        null or DBNull => "∅",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime t => new DateTimeOffset(t).ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset t => t.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(v, CultureInfo.InvariantCulture)!,
    }));

    public static Task<IReadOnlyList<string>> OfMembersAsync(TestLedger ledger) => ReadAsync(ledger,
        """
        select destiny_id, clan_id, destiny_membership_type, destiny_name, destiny_icon_path, global_name, global_name_code, bungie_name,
          bungie_id, bungie_membership_type, bungie_icon_path, role, admin, join_date, last_seen_online, versions_owned, last_played,
          added, deleted, deleted_flag
        from groups.t_members order by destiny_id
        """);

    public static Task<IReadOnlyList<string>> OfCharactersAsync(TestLedger ledger) => ReadAsync(ledger,
        """
        select c.character_id, m.destiny_id, c.class_hash, c.added, c.deleted, c.deleted_flag, c.minutes_played_total, c.last_played
        from groups.t_characters c join groups.t_members m on m.member_id = c.member_id order by c.character_id
        """);

    private static async Task<IReadOnlyList<string>> ReadAsync(TestLedger ledger, string sql)
    {
        await using var command = ledger.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            lines.Add(Of(values));
        }

        return lines;
    }
}
