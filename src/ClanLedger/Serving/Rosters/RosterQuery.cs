using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Npgsql;

namespace ClanLedger.Serving.Rosters;

/// <summary>Who is, or was, in some clans: from <c>groups</c> alone, whatever the day.</summary>
internal static class RosterQuery
{
    /// <summary>In no order.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="clans">groupIds.</param>
    /// <param name="asOf">The end of this day; null: now.</param>
    /// <param name="ct">Cancels the query.</param>
    public static Task<List<RosterMember>> ReadAsync(NpgsqlDataSource database, IEnumerable<long> clans, DateOnly? asOf, CancellationToken ct) =>
        (asOf is { } day
            ? database.CreateCommand(Sql.Text("serving/roster_as_of")).WithIds(clans).With(day)
            : database.CreateCommand(Sql.Text("serving/roster")).WithIds(clans)).ListAsync(Member, ct);

    private static RosterMember Member(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), new MemberNames(row.GetString(2), row.Text(3), row.Value<short>(4), row.Text(5)), row.GetString(6),
        row.GetInt64(7), row.Day(8), row.GetBoolean(9), row.Value<DateTimeOffset>(10));
}
