using Npgsql;

namespace ClanLedger.Appending;

/// <summary>The numbers that members are given at their first join, and keep in the event.</summary>
internal static class MemberNumbers
{
    /// <summary>The next free number. Hold the ledger's lock while giving numbers.</summary>
    public static async Task<int> NextAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(member_id), 0) + 1 from groups.t_members", connection);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
