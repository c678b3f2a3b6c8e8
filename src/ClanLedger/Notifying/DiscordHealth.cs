using ClanLedger.Hosting.Configuring;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Observing;
using Npgsql;

namespace ClanLedger.Notifying;

/// <summary>Whether digests reach Discord. That they do not is no reason to take a node out of service: a warning at the worst.</summary>
internal static class DiscordHealth
{
    public static async Task<HealthCheck> LookAsync(NpgsqlDataSource database, DiscordSettings settings, CancellationToken ct)
    {
        var routes = await RouteStatus.ReadAsync(database, settings, ct);
        var troubles = routes.Where(r => r.Closed is not null).Select(r => $"route {r.Route.Name} is disabled: {r.Closed!.Reason}")
            .Concat(routes.Where(r => r.Closed is null && r.Trouble is not null).Select(r => $"route {r.Route.Name}, {r.Queued} waiting: {r.Trouble}"))
            .ToArray();
        return troubles.Length > 0
            ? new HealthCheck("discord", HealthState.Warning, string.Join("; ", troubles))
            : new HealthCheck("discord", HealthState.Good, routes.Count == 0 ? "no route" : $"{routes.Sum(r => r.Queued)} messages waiting");
    }
}
