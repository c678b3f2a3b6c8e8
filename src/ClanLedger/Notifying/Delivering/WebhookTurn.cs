using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Notifying.Delivering;

/// <summary>A message to be posted.</summary>
/// <param name="Id">Its place in the queue.</param>
/// <param name="RunId">The run it tells of.</param>
/// <param name="Route">Where it goes.</param>
/// <param name="Part">1, 2, ... of the digest.</param>
/// <param name="Payload">The body.</param>
/// <param name="Queued">When it was put in the queue, UTC.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Unknown">Whether the outcome of the last attempt is not known.</param>
/// <param name="NotBefore">When it may be tried, UTC; null: at once.</param>
internal sealed record QueuedMessage(
    long Id, Guid RunId, string Route, int Part, string Payload, DateTimeOffset Queued, int Attempts, bool Unknown, DateTimeOffset? NotBefore);

/// <summary>One webhook's queue, for whoever has its turn: on all nodes together only one, so that the order is kept. A crash ends the turn.</summary>
internal sealed class WebhookTurn : IAsyncDisposable
{
    private readonly string _webhook;

    private WebhookTurn(NpgsqlConnection connection, string webhook) => (Connection, _webhook) = (connection, webhook);

    /// <summary>What the turn hangs on.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Waits for the turn.</summary>
    public static async Task<WebhookTurn> TakeAsync(NpgsqlDataSource database, string webhook, CancellationToken ct)
    {
        var turn = new WebhookTurn(await database.OpenConnectionAsync(ct), webhook);
        try
        {
            await turn.ExecuteAsync("select pg_advisory_lock(hashtextextended($1, 4004))", ct, webhook);
            return turn;
        }
        catch
        {
            await turn.Connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Of the first messages of these routes the one whose time comes first, and not before the webhook's pause is over.</summary>
    public async Task<QueuedMessage?> NextAsync(string[] routes, CancellationToken ct)
    {
        await using var command = Command(
            """
            with first as (
              select distinct on (route) * from notify.t_messages where state = 'queued' and route = any($1) order by route, message_id
            )
            select message_id, run_id, route, part, payload, queued, attempts, begun is not null,
              greatest(next_attempt, (select max(until) from notify.t_pauses where webhook in ($2, '*')))
            from first
            order by next_attempt nulls first, message_id
            limit 1
            """, routes, _webhook);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new QueuedMessage(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt32(6), reader.GetBoolean(7), reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8))
            : null;
    }

    /// <summary>Before an attempt: should its outcome never be known, the next one counts as a possible duplicate.</summary>
    /// <returns>Whether that is so of the attempt before.</returns>
    public async Task<bool> BeginAsync(QueuedMessage message, DateTimeOffset now, CancellationToken ct)
    {
        await ExecuteAsync(
            "update notify.t_messages set attempts = attempts + 1, unknown = unknown + (begun is not null)::integer, begun = $2 where message_id = $1",
            ct, message.Id, now);
        return message.Unknown;
    }

    /// <summary>Discord has it.</summary>
    public Task DeliveredAsync(QueuedMessage message, ulong? discordId, DateTimeOffset now, CancellationToken ct) => ExecuteAsync(
        "update notify.t_messages set state = 'delivered', payload = null, begun = null, trouble = null, discord_id = $2, decided = $3 where message_id = $1",
        ct, message.Id, discordId is { } id ? (decimal)id : DBNull.Value, now);

    /// <summary>It is not tried again; those behind it are.</summary>
    public Task GivenUpAsync(QueuedMessage message, string state, string why, DateTimeOffset now, CancellationToken ct) => ExecuteAsync(
        "update notify.t_messages set state = $2, payload = null, begun = null, trouble = $3, decided = $4 where message_id = $1",
        ct, message.Id, state, why, now);

    /// <summary>It is tried again, then.</summary>
    public Task FailedAsync(QueuedMessage message, string why, bool mayHaveArrived, DateTimeOffset again, CancellationToken ct) => ExecuteAsync(
        "update notify.t_messages set trouble = $2, begun = case when $3 then begun end, next_attempt = $4 where message_id = $1",
        ct, message.Id, why, mayHaveArrived, again);

    /// <summary>Nothing is tried before, by anyone.</summary>
    public async Task PauseAsync(QueuedMessage? refused, bool everywhere, DateTimeOffset until, CancellationToken ct)
    {
        await ExecuteAsync(
            "insert into notify.t_pauses (webhook, until) values ($1, $2) on conflict (webhook) do update set until = greatest(t_pauses.until, excluded.until)",
            ct, everywhere ? "*" : _webhook, until);
        if (refused is not null)
            await ExecuteAsync("update notify.t_messages set begun = null, trouble = 'HTTP 429' where message_id = $1", ct, refused.Id);
    }

    /// <summary>The whole queue waits at least until then, which whoever looks at it can see.</summary>
    public Task PutOffAsync(string[] routes, DateTimeOffset until, CancellationToken ct) => ExecuteAsync(
        "update notify.t_messages set next_attempt = greatest(next_attempt, $2) where state = 'queued' and route = any($1)", ct, routes, until);

    /// <summary>The next one's turn.</summary>
    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync("select pg_advisory_unlock(hashtextextended($1, 4004))", CancellationToken.None, _webhook);
        await Connection.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(value == DBNull.Value ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Numeric } : new NpgsqlParameter { Value = value });
        return command;
    }
}
