using ClanLedger.Hosting.Configuring;
using ClanLedger.Notifying.Digesting;
using Npgsql;

namespace ClanLedger.Notifying.Delivering;

/// <summary>A route that Discord closed: its webhook or thread is gone, or its token is wrong. It is not called again.</summary>
/// <param name="Name">The route.</param>
/// <param name="Disabled">Since when, UTC.</param>
/// <param name="Reason">What Discord answered.</param>
/// <param name="Told">When another route's digest said so.</param>
public sealed record ClosedRoute(string Name, DateTimeOffset Disabled, string Reason, DateTimeOffset? Told);

/// <summary>Closed routes are kept by name and webhook, and by their thread when that is gone: a route with another one is open.</summary>
internal static class ClosedRoutes
{
    /// <summary>Those of the configured routes that are closed.</summary>
    public static async Task<IReadOnlyList<ClosedRoute>> ReadAsync(NpgsqlConnection connection, DiscordSettings settings, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select route, webhook, disabled, reason, told from notify.t_routes order by disabled", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var closed = new List<ClosedRoute>();
        while (await reader.ReadAsync(ct))
        {
            if (settings.Routes.Any(r => r.Name == reader.GetString(0) && (r.Webhook.Key == reader.GetString(1) || r.Key == reader.GetString(1))))
            {
                closed.Add(new ClosedRoute(
                    reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4)));
            }
        }

        return closed;
    }

    /// <summary>Closes a route, and drops what is in its queue.</summary>
    public static async Task CloseAsync(
        NpgsqlConnection connection, DiscordRoute route, bool onlyThread, string reason, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with closed as (
              insert into notify.t_routes (route, webhook, disabled, reason) values ($1, $2, $4, $3) on conflict do nothing
            )
            update notify.t_messages set state = 'dropped', payload = null, begun = null, trouble = $3, decided = $4 where route = $1 and state = 'queued'
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = route.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = onlyThread ? route.Key : route.Webhook.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Opens a route again: Discord took a message.</summary>
    public static async Task OpenAsync(NpgsqlDataSource database, DiscordRoute route, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from notify.t_routes where route = $1 and webhook in ($2, $3)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = route.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = route.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = route.Webhook.Key });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Keeps that a digest says so: it is said once.</summary>
    public static async Task ToldAsync(NpgsqlConnection connection, IReadOnlyList<LostRoute> told, DateTimeOffset now, CancellationToken ct)
    {
        if (told.Count == 0)
            return;
        await using var command = new NpgsqlCommand("update notify.t_routes set told = $2 where route = any($1) and told is null", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. told.Select(r => r.Name)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(ct);
    }
}
