using System.Text;
using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;

namespace ClanLedger.Notifying.Delivering;

/// <summary>Posts to Discord. What it returns and throws never holds a webhook's address.</summary>
public sealed class DiscordClient(IHttpClientFactory clients, Settings settings, TimeProvider time)
{
    /// <summary>Of the named HTTP client.</summary>
    public const string Name = "discord";

    /// <summary>In bytes.</summary>
    private const int LongestAnswer = 1024 * 1024;

    /// <summary>Posts one message and waits for Discord's word on it.</summary>
    internal async Task<PostAnswer> PostAsync(DiscordRoute route, string payload, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(settings.Discord.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var http = clients.CreateClient(Name);
            using var request = new HttpRequestMessage(HttpMethod.Post, route.Webhook.Execute(route.ThreadId))
                { Content = new StringContent(payload, Encoding.UTF8, "application/json") };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return PostAnswer.Read(
                (int)response.StatusCode, name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null,
                await BodyAsync(response.Content, either.Token, ct));
        }
        catch (HttpRequestException e)
        {
            return new PostAnswer.Failed(
                $"no connection ({e.HttpRequestError})",
                e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new PostAnswer.Failed($"no answer within {settings.Discord.Timeout.TotalSeconds:0.##} s", MayHaveArrived: true);
        }
    }

    /// <summary>The body; empty when it cannot be read to its end, as the status has said what became of the message.</summary>
    private static async Task<string> BodyAsync(HttpContent content, CancellationToken patience, CancellationToken ct)
    {
        try
        {
            await content.LoadIntoBufferAsync(LongestAnswer, patience);
            return Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(patience)); // Whatever charset it says: JSON is UTF-8.
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return "";
        }
    }

    /// <summary>Posts one message now, for someone who waits; null: Discord has it.</summary>
    internal async Task<string?> TroubleAsync(DiscordRoute route, string payload, CancellationToken ct)
    {
        while (true)
        {
            switch (await PostAsync(route, payload, ct))
            {
                case PostAnswer.Delivered delivered:
                    await Task.Delay(delivered.Pause, time, ct);
                    return null;
                case PostAnswer.Limited { Wait: var wait } when wait <= DeliverDigestsHandler.LongestWait:
                    await Task.Delay(wait, time, ct);
                    break;
                case PostAnswer.Limited { Wait: var wait }:
                    return $"HTTP 429, to be left alone for {wait.TotalSeconds:0} s";
                case PostAnswer.Closed { Why: var why }:
                    return why;
                case PostAnswer.Refused { Why: var why }:
                    return why;
                case PostAnswer.Failed { Why: var why }:
                    return why;
            }
        }
    }
}
