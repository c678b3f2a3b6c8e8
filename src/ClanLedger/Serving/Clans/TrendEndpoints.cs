using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Describing;
using Npgsql;

namespace ClanLedger.Serving.Clans;

/// <summary>How a clan does.</summary>
internal static class TrendEndpoints
{
    private const string Tag = "Clans";

    public static void MapTrends(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clans/{id}/trends", TrendsAsync).Pages<Listing<TrendDay>, TrendDay>(
            Tag, "Size, comings and goings, tenure and activity, a row for each observed day", Parameters.Clan, Parameters.From, Parameters.To).FollowsFromEvents();
        api.MapGet("/clans/{id}/inactive", InactiveAsync).Pages<Listing<InactiveMember>, InactiveMember>(
            Tag, "Present members who have not played for a while, or were never seen to", Parameters.Clan, Parameters.Days);
    }

    private static async Task<IResult> TrendsAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var (period, limit) = (Period.Of(http), Parameters.Limit.Of(http));
        var from = Cursor.Read(http, 1, DayAfter)?.Item1 ?? period.From;
        var clan = await ClanQueries.ClanAsync(database, Parameters.Clan.Of(http), ct);
        var days = await database.CreateCommand(Sql.Text("serving/trends")).With(clan.ClanId).WithDay(from).WithDay(period.To).With(limit + 1).ListAsync(Day, ct);
        return Answer.List(Listing<TrendDay>.Of(days, limit, d => Cursor.Of(d.Date.ToString("O", CultureInfo.InvariantCulture))));
    }

    private static Tuple<DateOnly> DayAfter(string[] values)
    {
        var day = DateOnly.ParseExact(values[0], "O", CultureInfo.InvariantCulture);
        return Tuple.Create(day < DateOnly.MaxValue ? day.AddDays(1) : throw new OverflowException());
    }

    private static TrendDay Day(NpgsqlDataReader row)
    {
        var (members, joined, left) = (row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));
        return new TrendDay(row.Day(0), members, joined, left, members == 0 ? 0 : Math.Round((joined + left) / (double)members, 4), row.Value<double>(4), row.GetInt32(5));
    }

    private static async Task<IResult> InactiveAsync(HttpContext http, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        var (days, limit, now) = (Parameters.Days.Of(http), Parameters.Limit.Of(http), time.GetUtcNow());
        var (played, member) = Cursor.Read(http, 2, InactivePosition) ?? Tuple.Create<DateTimeOffset?, int>(null, 0);
        var clan = await ClanQueries.ClanAsync(database, Parameters.Clan.Of(http), ct);
        var found = await database.CreateCommand(Sql.Text("serving/inactive"))
            .With(clan.ClanId).With(now.AddDays(-days)).WithMoment(played).With(member).With(limit + 1).ListAsync(row => Inactive(row, now), ct);
        return Answer.List(Listing<InactiveMember>.Of(found, limit, m =>
            Cursor.Of(m.LastPlayed?.ToString("O", CultureInfo.InvariantCulture) ?? "", m.MemberId.ToString(CultureInfo.InvariantCulture))));
    }

    private static InactiveMember Inactive(NpgsqlDataReader row, DateTimeOffset now)
    {
        var played = row.Value<DateTimeOffset>(6);
        return new InactiveMember(
            row.GetInt64(0), row.GetInt32(1), row.GetString(2), new MemberNames(row.GetString(2), row.Text(3), row.Value<short>(4), null).BungieGlobal,
            row.GetString(5), played, row.Value<DateTimeOffset>(7), played is { } at ? (int)(now - at).TotalDays : null);
    }

    /// <summary>When they last played, never first, and who they are.</summary>
    private static Tuple<DateTimeOffset?, int> InactivePosition(string[] values) => Tuple.Create(
        values[0].Length == 0 ? (DateTimeOffset?)null : DateTimeOffset.ParseExact(values[0], "O", CultureInfo.InvariantCulture).ToUniversalTime(),
        int.Parse(values[1], CultureInfo.InvariantCulture));
}
