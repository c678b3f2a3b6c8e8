using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Serving.Clans;

/// <summary>Clans and groups of clans.</summary>
internal static class ClanQueries
{
    /// <summary>By id, or all behind one.</summary>
    public static Task<List<ClanItem>> ClansAsync(NpgsqlDataSource database, long? only, long behind, int limit, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/clan_list")).WithId(only).With(behind).With(limit).ListAsync(row => new ClanItem(
            row.GetInt64(0), row.Text(1), row.Text(2), row.GetBoolean(3), row.Value<int>(4), row.Value<DateOnly>(5), row.Value<DateOnly>(6),
            row.GetFieldValue<string[]>(7)), ct);

    /// <exception cref="Refusal">There is none: 404.</exception>
    public static async Task<ClanItem> ClanAsync(NpgsqlDataSource database, long id, CancellationToken ct) =>
        (await ClansAsync(database, id, 0, 1, ct)).SingleOrDefault() ?? throw Refusal.NotFound($"No clan {id} was ever tracked");

    /// <summary>By number, or all behind one.</summary>
    public static Task<List<GroupItem>> GroupsAsync(NpgsqlDataSource database, long? only, long behind, int limit, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/group_list")).WithId(only).With(behind).With(limit).ListAsync(row => new GroupItem(
            row.GetInt32(0), row.GetString(1), row.GetFieldValue<long[]>(2), row.GetInt32(3)), ct);

    /// <exception cref="Refusal">There is none: 404.</exception>
    public static async Task<GroupItem> GroupAsync(NpgsqlDataSource database, long id, CancellationToken ct) =>
        (await GroupsAsync(database, id, 0, 1, ct)).SingleOrDefault() ?? throw Refusal.NotFound($"There is no group {id}");
}
