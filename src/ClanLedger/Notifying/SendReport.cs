using ClanLedger.Hosting;
using ClanLedger.Ledger;

namespace ClanLedger.Notifying;

/// <summary>Third message of a run, put in the outbox with its events: tell Discord.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Completed">Status and counts per clan.</param>
public sealed record SendReport(Guid RunId, SyncCompleted Completed);

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
            new { content = Digest.Line(report.Completed), allowed_mentions = new { parse = Array.Empty<string>() } }, ct);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"Discord answered HTTP {(int)answer.StatusCode}", null, answer.StatusCode);
    }
}
