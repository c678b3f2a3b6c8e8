namespace ClanLedger.Fetching;

/// <summary>Reads each answer whole, judges it once, and leaves body and judgment with the answer for retries and the client.</summary>
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
            request.Options.Set(Readings.BodyKey, body);
            request.Options.Set(Readings.ReadingKey, Reading.Of(response.StatusCode, body, Reading.WaitAskedBy(response.Headers.RetryAfter, time.GetUtcNow())));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}

/// <summary>What <see cref="ReadingHandler"/> made of an answer.</summary>
internal static class Readings
{
    internal static readonly HttpRequestOptionsKey<Reading> ReadingKey = new("ClanLedger.Reading");
    internal static readonly HttpRequestOptionsKey<byte[]> BodyKey = new("ClanLedger.Body");

    /// <summary>Its judgment.</summary>
    public static Reading Reading(this HttpResponseMessage response) => response.Get(ReadingKey);

    /// <summary>Its body, whole.</summary>
    public static byte[] Body(this HttpResponseMessage response) => response.Get(BodyKey);

    private static T Get<T>(this HttpResponseMessage response, HttpRequestOptionsKey<T> key) =>
        response.RequestMessage!.Options.TryGetValue(key, out var value)
            ? value
            : throw new InvalidOperationException("The answer did not pass the ReadingHandler");
}
