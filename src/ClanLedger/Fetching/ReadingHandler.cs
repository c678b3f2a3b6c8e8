namespace ClanLedger.Fetching;

/// <summary>Reads each answer whole, judges it once, and leaves the judgment with the answer for retries and the client.</summary>
internal sealed class ReadingHandler(TimeProvider time) : DelegatingHandler
{
    /// <summary>The longest answer that is read, in bytes. A roster page of 100 members has about 100 KB.</summary>
    public const int LongestBody = 8 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestBody, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            request.Options.Set(Readings.Key, Reading.Of(response.StatusCode, body, Reading.WaitAskedBy(response.Headers.RetryAfter, time.GetUtcNow())));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}

/// <summary>The judgment of an answer.</summary>
internal static class Readings
{
    internal static readonly HttpRequestOptionsKey<Reading> Key = new("ClanLedger.Serving");

    /// <summary>What <see cref="ReadingHandler"/> made of it.</summary>
    public static Reading Reading(this HttpResponseMessage response) =>
        response.RequestMessage!.Options.TryGetValue(Key, out var reading)
            ? reading
            : throw new InvalidOperationException("The answer did not pass the ReadingHandler");
}
