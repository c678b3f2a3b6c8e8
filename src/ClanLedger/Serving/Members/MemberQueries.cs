using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Asking;
using Npgsql;

namespace ClanLedger.Serving.Members;

/// <summary>Members, present and former.</summary>
internal static class MemberQueries
{
    /// <summary>All behind a member or, with a beginning of a name, all behind a name.</summary>
    public static Task<List<MemberItem>> ListAsync(
        NpgsqlDataSource database, string? key, string? status, long? clan, string behindName, int behindMember, int limit, CancellationToken ct)
    {
        var command = database.CreateCommand(Sql.Text(key is null ? "serving/members" : "serving/members_called"))
            .WithText(status).WithId(clan).With(behindMember).With(limit);
        return (key is null ? command : command.With(key).With(behindName)).ListAsync(row => new MemberItem(
            row.GetInt64(0), row.GetInt32(1), row.GetString(2), BungieGlobal(row, 2), row.GetInt64(5), row.Text(6), row.GetString(7), row.Day(8),
            row.Value<DateOnly>(9), row.Text(10)), ct);
    }

    /// <summary>The member of a request's path, with their characters and former names still to be read.</summary>
    /// <exception cref="Refusal">There is none: 404.</exception>
    public static async Task<MemberAnswer> OfAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var id = Parameters.Member.Of(http);
        var found = await database.CreateCommand(Sql.Text("serving/member")).With(id).ListAsync(row => new MemberAnswer(
            row.GetInt64(0), row.GetInt32(1), row.GetString(2), BungieGlobal(row, 2), row.Text(5), row.Value<long>(14), row.GetInt32(12), row.Text(13),
            row.GetInt64(6), row.Text(7), row.GetString(8), row.Day(9), row.Value<DateOnly>(10), row.Value<DateTimeOffset>(11), row.Value<int>(15), row.Text(16),
            row.Value<DateTimeOffset>(17), row.Value<DateTimeOffset>(18), [], []), ct);
        return found.SingleOrDefault() ?? throw Refusal.NotFound($"No member {id} was ever seen");
    }

    public static Task<List<CharacterAnswer>> CharactersAsync(NpgsqlDataSource database, int memberId, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/member_characters")).With(memberId).ListAsync(row => new CharacterAnswer(
            row.GetInt64(0), Telling.ClassOf((uint)row.GetInt64(1)), row.Day(2), row.Value<DateOnly>(3), row.GetInt32(4), row.GetFieldValue<DateTimeOffset>(5)), ct);

    public static Task<List<FormerName>> FormerNamesAsync(NpgsqlDataSource database, int memberId, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/member_former_names")).With(memberId).ListAsync(row => new FormerName(
            row.Day(0), row.GetString(1), BungieGlobal(row, 1), row.Text(4)), ct);

    public static Task<List<StayItem>> StaysAsync(NpgsqlDataSource database, int memberId, DateOnly today, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/stays")).With(memberId).ListAsync(row => new StayItem(
            row.GetInt32(0), row.GetInt64(1), row.Text(2), row.Day(3), row.Value<DateOnly>(4),
            Math.Max(0, (row.Value<DateOnly>(4) ?? today).DayNumber - row.Day(3).DayNumber), row.GetBoolean(5), row.Value<DateTimeOffset>(6)), ct);

    private static string? BungieGlobal(NpgsqlDataReader row, int at) =>
        new MemberNames(row.GetString(at), row.Text(at + 1), row.Value<short>(at + 2), null).BungieGlobal;
}
