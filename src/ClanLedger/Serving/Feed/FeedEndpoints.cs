using System.Globalization;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Describing;
using ClanLedger.Serving.Guarding;
using Npgsql;

namespace ClanLedger.Serving.Feed;

/// <summary>Every event, in order, for other programs.</summary>
internal static class FeedEndpoints
{
    public static void MapFeed(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", FeedAsync)
            .Takes("Feed", "Every event in order, behind a sequence number; with Accept: text/event-stream the same as server-sent events, without an end",
                Parameters.After, Parameters.Limit, Parameters.Format)
            .Produces<FeedAnswer>(StatusCodes.Status200OK, "application/json", "text/csv", "text/event-stream")
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .RequireRateLimiting(RateLimits.Feed);

    private static async Task<IResult> FeedAsync(
        HttpContext http, NpgsqlDataSource database, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        var (after, limit) = (Parameters.After.Of(http), Parameters.Limit.Of(http));
        var streams = Parameters.Format.Of(http) is null && http.Prefers("text/event-stream");
        after = (streams ? LastSeen(http) : null) ?? after;
        if (after > 0 && await FeedQuery.LastAsync(database, ct) is var last && after > last)
            throw new Refusal(StatusCodes.Status409Conflict, $"after is {after}, but the last event is {last}: the ledger was restored from a backup, or is another one; begin again at 0");
        if (streams)
            return new FeedStream(database, time, lifetime, after);
        var events = await FeedQuery.ReadAsync(database, after, limit, ct);
        return Answer.List(new FeedAnswer(events, events.Count > 0 ? events[^1].Seq : after));
    }

    /// <summary>What a client that was cut off says it has.</summary>
    private static long? LastSeen(HttpContext http) =>
        long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null;
}
