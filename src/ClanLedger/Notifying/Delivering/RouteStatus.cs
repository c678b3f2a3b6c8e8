using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using Npgsql;

namespace ClanLedger.Notifying.Delivering;

/// <summary>How a route is doing.</summary>
/// <param name="Route">The route.</param>
/// <param name="Closed">Since when and why it is disabled; null: it is not.</param>
/// <param name="Queued">Messages on their way.</param>
/// <param name="NextAttempt">When the next one is tried, UTC; null: at once.</param>
/// <param name="Trouble">What went wrong last with those on their way.</param>
/// <param name="Delivered">Messages that Discord has.</param>
/// <param name="LastDelivered">When the last one was delivered, UTC.</param>
/// <param name="PerhapsTwice">Attempts after one whose outcome was never known: Discord may show so many messages twice.</param>
/// <param name="GivenUp">Messages refused by Discord, dropped with their route, or too old.</param>
public sealed record RouteStatus(
    DiscordRoute Route, ClosedRoute? Closed, int Queued, DateTimeOffset? NextAttempt, string? Trouble, int Delivered,
    DateTimeOffset? LastDelivered, int PerhapsTwice, int GivenUp)
{
    /// <summary>Every configured route.</summary>
    public static async Task<IReadOnlyList<RouteStatus>> ReadAsync(NpgsqlDataSource database, DiscordSettings settings, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var closed = await ClosedRoutes.ReadAsync(connection, settings, ct);
        await using var command = new NpgsqlCommand(Sql.Text("notifying/route_status"), connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. settings.Routes.Select(r => r.Name)] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var statuses = new List<RouteStatus>();
        while (await reader.ReadAsync(ct))
        {
            var route = settings.Routes.Single(r => r.Name == reader.GetString(0));
            statuses.Add(new RouteStatus(
                route, closed.FirstOrDefault(c => c.Name == route.Name), reader.GetInt32(1), Moment(2), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetInt32(4), Moment(5), reader.GetInt32(6), reader.GetInt32(7)));
        }

        return statuses;

        DateTimeOffset? Moment(int at) => reader.IsDBNull(at) ? null : reader.GetFieldValue<DateTimeOffset>(at);
    }
}
