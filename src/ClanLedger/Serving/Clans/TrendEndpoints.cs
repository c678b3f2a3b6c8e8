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
        api.MapGet("/clans/{id}/trends", TrendsAsync).Lists<Listing<TrendDay>, TrendDay>(
            Tag, "Size, comings and goings, tenure and activity, a row for each observed day", Parameters.Clan, Parameters.From, Parameters.To);
        api.MapGet("/clans/{id}/inactive", InactiveAsync).Lists<Listing<InactiveMember>, InactiveMember>(
            Tag, "Present members who have not played for a while, or were never seen to", Parameters.Clan, Parameters.Days);
    }

    private static async Task<IResult> TrendsAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var (clan, period) = (await ClanQueries.ClanAsync(database, Parameters.Clan.Of(http), ct), Period.Of(http));
        var days = await database.CreateCommand(Sql.Text("serving/trends")).With(clan.ClanId).WithDay(period.From).WithDay(period.To).ListAsync(Day, ct);
        return Answer.List(new Listing<TrendDay>(days, null));
    }

    private static TrendDay Day(NpgsqlDataReader row)
    {
        var (members, joined, left) = (row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));
        return new TrendDay(row.Day(0), members, joined, left, members == 0 ? 0 : Math.Round((joined + left) / (double)members, 4), row.Value<double>(4), row.GetInt32(5));
    }

    private static async Task<IResult> InactiveAsync(HttpContext http, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        var (days, now) = (Parameters.Days.Of(http), time.GetUtcNow());
        var clan = await ClanQueries.ClanAsync(database, Parameters.Clan.Of(http), ct);
        var found = await database.CreateCommand(Sql.Text("serving/inactive")).With(clan.ClanId).With(now.AddDays(-days)).ListAsync(row =>
        {
            var played = row.Value<DateTimeOffset>(6);
            return new InactiveMember(
                row.GetInt64(0), row.GetInt32(1), row.GetString(2), new MemberNames(row.GetString(2), row.Text(3), row.Value<short>(4), null).BungieGlobal,
                row.GetString(5), played, row.Value<DateTimeOffset>(7), played is { } at ? (int)(now - at).TotalDays : null);
        }, ct);
        return Answer.List(new Listing<InactiveMember>(found, null));
    }
}
