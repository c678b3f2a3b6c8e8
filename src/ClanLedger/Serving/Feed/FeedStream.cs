using System.Globalization;
using System.Text.Json;
using ClanLedger.Serving.Answering;
using Npgsql;

namespace ClanLedger.Serving.Feed;

/// <summary>The feed as server-sent events, until the client goes or the service stops.</summary>
internal sealed class FeedStream(NpgsqlDataSource database, TimeProvider time, IHostApplicationLifetime lifetime, long after) : IResult
{
    private const int Page = 500;

    /// <summary>Silence after which a comment tells proxies that the connection lives.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, lifetime.ApplicationStopping);
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(httpContext.Response, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException)
        {
            // The client comes again with the last id it has.
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationToken ct)
    {
        await response.WriteAsync("retry: 1000\n\n", ct);
        await response.Body.FlushAsync(ct);
        var spoke = time.GetTimestamp();
        for (var last = after; ;)
        {
            var events = await FeedQuery.ReadAsync(database, last, Page, ct);
            foreach (var e in events)
            {
                await response.WriteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"id: {e.Seq}\nevent: {e.Kind}\ndata: {JsonSerializer.Serialize(e, ApiJson.Options)}\n\n"), ct);
                last = e.Seq;
            }

            if (events.Count == 0 && time.GetElapsedTime(spoke) > Longest)
                await response.WriteAsync(": still here\n\n", ct);
            if (events.Count > 0 || time.GetElapsedTime(spoke) > Longest)
            {
                await response.Body.FlushAsync(ct);
                spoke = time.GetTimestamp();
            }

            if (events.Count < Page)
                await Task.Delay(Pause, time, ct);
        }
    }
}
