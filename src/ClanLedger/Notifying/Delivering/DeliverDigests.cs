using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Observing;
using Npgsql;
using Wolverine;

namespace ClanLedger.Notifying.Delivering;

/// <summary>Work off a webhook's queue.</summary>
/// <param name="Webhook">What stands for the webhook, <see cref="Webhook.Key"/>: its address is a secret and lies in no message.</param>
public sealed record DeliverDigests(string Webhook);

/// <summary>Posts message after message in order; what can not be posted soon is put off, durably.</summary>
public sealed class DeliverDigestsHandler(
    DiscordClient discord, NpgsqlDataSource database, Settings settings, TimeProvider time, ILogger<DeliverDigestsHandler> log)
{
    /// <summary>Longer than this no one waits in place.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Discord rounds to milliseconds, and a delay drops what is less: who comes too early is told to wait once more.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(5);

    public async Task<OutgoingMessages> Handle(DeliverDigests message, CancellationToken ct)
    {
        var outgoing = new OutgoingMessages();
        var routes = settings.Discord.Routes.Where(r => r.Webhook.Key == message.Webhook).ToDictionary(r => r.Name, StringComparer.Ordinal);
        string[] names = [.. routes.Keys];
        await using var turn = await WebhookTurn.TakeAsync(database, message.Webhook, ct);
        while (await turn.NextAsync(names, ct) is { } next)
        {
            if (next.NotBefore is { } notBefore && notBefore - time.GetUtcNow() is { Ticks: > 0 } wait)
            {
                if (wait > LongestWait)
                {
                    await turn.PutOffAsync(names, notBefore, ct);
                    outgoing.Schedule(message, notBefore);
                    break;
                }

                await Task.Delay(wait + Rounding, time, ct);
            }

            if (await PostAsync(turn, routes, next, ct) is { } dead)
            {
                // The dead letter is stored when this handler ends: at once, and the rest of the queue goes on behind it.
                outgoing.Add(dead);
                outgoing.Add(message);
                break;
            }
        }

        return outgoing;
    }

    private async Task<DeadDigest?> PostAsync(WebhookTurn turn, Dictionary<string, DiscordRoute> routes, QueuedMessage next, CancellationToken ct)
    {
        var route = routes[next.Route];
        using var span = LedgerTraces.Post(next.Route, next.Part);
        if (await turn.BeginAsync(next, time.GetUtcNow(), ct))
            LedgerMetrics.Notified("duplicate-possible");
        var answer = await discord.PostAsync(route, next.Payload, ct);
        var now = time.GetUtcNow();
        switch (answer)
        {
            case PostAnswer.Delivered delivered:
                await turn.DeliveredAsync(next, delivered.MessageId, now, ct);
                LedgerMetrics.Notified("sent");
                if (delivered.Pause > TimeSpan.Zero)
                    await turn.PauseAsync(null, everywhere: false, now + delivered.Pause, ct);
                break;
            case PostAnswer.Limited when now - next.Queued > BackOff.GiveUpAfter:
                await turn.GivenUpAsync(next, "expired", "HTTP 429 for days", now, ct);
                return Dead(next, "HTTP 429 for days");
            case PostAnswer.Limited limited:
                await turn.PauseAsync(next, limited.Everywhere, now + limited.Wait, ct);
                LedgerMetrics.Notified("retried");
                break;
            case PostAnswer.Closed closed:
                foreach (var lost in closed.OnlyThread ? [route] : routes.Values.ToArray())
                    await ClosedRoutes.CloseAsync(turn.Connection, lost, closed.OnlyThread, closed.Why, now, ct);
                log.Closed(route.Name, closed.Why);
                LedgerMetrics.Notified("disabled");
                break;
            case PostAnswer.Refused refused:
                await turn.GivenUpAsync(next, "refused", refused.Why, now, ct);
                return Dead(next, refused.Why);
            case PostAnswer.Failed failed when now - next.Queued > BackOff.GiveUpAfter:
                await turn.GivenUpAsync(next, "expired", failed.Why, now, ct);
                return Dead(next, failed.Why);
            case PostAnswer.Failed failed:
                await turn.FailedAsync(next, failed.Why, failed.MayHaveArrived, now + BackOff.After(settings.Discord.RetryAfter, next.Attempts + 1), ct);
                LedgerMetrics.Notified("retried");
                break;
        }

        return null;
    }

    private DeadDigest Dead(QueuedMessage message, string why)
    {
        LedgerMetrics.Notified("refused");
        log.GivenUp(message.RunId, message.Part, message.Route, why);
        return new DeadDigest(message.RunId, message.Route, message.Part, message.Payload, why);
    }
}

internal static partial class DeliveryLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Route {Route} is disabled: Discord answered {Why}. Mend its webhook, then say notify test")]
    public static partial void Closed(this ILogger log, string route, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Part {Part} of the digest of run {RunId} for route {Route} was given up and lies in the dead letters: {Why}")]
    public static partial void GivenUp(this ILogger log, Guid runId, int part, string route, string why);
}
