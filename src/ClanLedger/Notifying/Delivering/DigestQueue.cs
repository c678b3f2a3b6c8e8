using ClanLedger.Hosting.Configuring;
using ClanLedger.Notifying.Digesting;
using ClanLedger.Notifying.Rendering;
using Npgsql;

namespace ClanLedger.Notifying.Delivering;

/// <summary>Messages on their way to Discord. The table is the truth; Wolverine's messages only say that there is something to do.</summary>
internal static class DigestQueue
{
    /// <summary>For how long it can be looked up what became of a message.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Puts the digests of a run in the queue. Repeating it changes nothing.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="report">The run.</param>
    /// <param name="facts">What it found; null when there is no route to tell it.</param>
    /// <param name="settings">The routes.</param>
    /// <param name="now">UTC.</param>
    /// <param name="ct">Cancels; nothing is then in the queue.</param>
    public static async Task FillAsync(
        NpgsqlDataSource database, Report report, RunFacts? facts, DiscordSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ExecuteAsync(connection, "update notify.t_reports set queued = $2 where run_id = $1 and queued is null", ct, report.RunId, now) == 0)
            return;

        var closed = await ClosedRoutes.ReadAsync(connection, settings, ct);
        var lost = closed.Where(r => r.Told is null).Select(r => new LostRoute(r.Name, r.Reason)).ToArray();
        foreach (var route in settings.Routes.Where(r => !closed.Any(c => c.Name == r.Name)))
        {
            if (facts is null || Digest.For(route, facts, lost) is not { } digest)
                continue;
            await AddAsync(connection, report.RunId, route.Name, digest.ToMessages(route.Style), now, ct);
            await ExecuteAsync(connection, "update notify.t_messages set next_attempt = null where state = 'queued' and route = $1", ct, route.Name);
            await ClosedRoutes.ToldAsync(connection, digest.LostRoutes, now, ct);
        }

        // Another process on this ledger may have other routes configured, or none: what this one does not know only ends by its age.
        await ExecuteAsync(
            connection,
            "update notify.t_messages set state = 'dropped', payload = null, trouble = 'the route is no longer configured', decided = $2 where state = 'queued' and route <> all($1) and queued < $3",
            ct, settings.Routes.Select(r => r.Name).ToArray(), now, now - BackOff.GiveUpAfter);
        await ExecuteAsync(connection, "delete from notify.t_messages where decided < $1", ct, now - Kept);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The webhooks with something in their queue.</summary>
    public static async Task<IReadOnlyList<DeliverDigests>> WaitingAsync(NpgsqlDataSource database, DiscordSettings settings, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select distinct route from notify.t_messages where state = 'queued'");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var routes = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
            routes.Add(reader.GetString(0));
        return [.. settings.Routes.Where(r => routes.Contains(r.Name)).Select(r => r.Webhook.Key).Distinct(StringComparer.Ordinal).Select(key => new DeliverDigests(key))];
    }

    private static async Task AddAsync(
        NpgsqlConnection connection, Guid runId, string route, IReadOnlyList<WebhookMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        await ExecuteAsync(
            connection,
            """
            insert into notify.t_messages (run_id, route, part, parts, payload, state, queued)
            select $1, $2, ordinality, $3, payload, 'queued', $5 from unnest($4) with ordinality as m (payload) order by ordinality
            on conflict do nothing
            """,
            ct, runId, route, messages.Count, messages.Select(m => m.ToJson()).ToArray(), now);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(ct);
    }
}
