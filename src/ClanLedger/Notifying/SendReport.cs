using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Running;

namespace ClanLedger.Notifying;

/// <summary>Third message of a run, put in the outbox with its events: tell Discord.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Completed">Status and counts per clan.</param>
/// <param name="Outage">What is, or was, wrong with bungie.net as a whole; told when it begins and when it is over.</param>
public sealed record SendReport(Guid RunId, SyncCompleted Completed, Outage? Outage);

/// <summary>Posts one line of totals to the webhook, when there is one.</summary>
public static class SendReportHandler
{
    public static async Task Handle(SendReport report, IHttpClientFactory clients, Settings settings, CancellationToken ct)
    {
        if (settings.Discord.WebhookUrl is not { } webhook)
            return;
        using var http = clients.CreateClient("discord");
        using var answer = await http.PostAsJsonAsync(
            new UriBuilder(webhook) { Query = "wait=true" }.Uri,
            new { content = Digest.Line(report.Completed, report.Outage), allowed_mentions = new { parse = Array.Empty<string>() } }, ct);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"Discord answered HTTP {(int)answer.StatusCode}", null, answer.StatusCode);
    }
}
