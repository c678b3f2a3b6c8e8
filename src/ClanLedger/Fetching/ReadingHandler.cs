using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClanLedger.Fetching.Wire;

namespace ClanLedger.Fetching;

/// <summary>Reads each answer whole, judges it once, and leaves what it made of it with the answer for retries and the client.</summary>
internal sealed class ReadingHandler(TimeProvider time) : DelegatingHandler
{
    /// <summary>An answer is shorter than that, in bytes. A roster page of 100 members has about 100 KB.</summary>
    private const int TooLong = 4 * 1024 * 1024;

    private const int UsualLength = 16 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var (body, length) = await LoadAsync(response.Content, cancellationToken);
            request.Options.Set(Readings.AnswerKey, Read(
                response.StatusCode, body.AsSpan(0, length), request.Shape(), Reading.WaitAskedBy(response.Headers.RetryAfter, time.GetUtcNow())));
            ArrayPool<byte>.Shared.Return(body);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Reads all of a body, decompressed, into an array of the pool.</summary>
    /// <exception cref="HttpRequestException">It breaks off, is not compressed as it says, or is too long.</exception>
    private static async Task<(byte[] Pooled, int Length)> LoadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength >= TooLong)
            throw LongerThanAllowed();
        var (buffer, length) = (ArrayPool<byte>.Shared.Rent(UsualLength), 0);
        try
        {
            await using var body = await content.ReadAsStreamAsync(ct);
            while (await body.ReadAsync(buffer.AsMemory(length), ct) is > 0 and var read)
            {
                length += read;
                if (length >= TooLong)
                    throw LongerThanAllowed();
                if (length == buffer.Length)
                    buffer = Grown(buffer);
            }

            return (buffer, length);
        }
        catch (Exception e)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (e is IOException or InvalidDataException or InvalidOperationException) // The last is what BrotliStream throws.
                throw new HttpRequestException(HttpRequestError.InvalidResponse, $"an answer that cannot be read: {e.Message}", e);
            throw;
        }
    }

    private static HttpRequestException LongerThanAllowed() =>
        new(HttpRequestError.ConfigurationLimitExceeded, $"an answer of more than {TooLong >> 20} MB");

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>Reads a body as the shape that was asked for; one of any other shape can still say what is wrong.</summary>
    internal static ReadAnswer Read(HttpStatusCode status, ReadOnlySpan<byte> body, JsonTypeInfo shape, TimeSpan? retryAfter)
    {
        try
        {
            var envelope = (Envelope?)JsonSerializer.Deserialize(body, shape);
            return new ReadAnswer(Reading.Of(status, envelope, retryAfter), envelope, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new ReadAnswer(Reading.Of(status, AnyEnvelope.Read(body), retryAfter), null, e.Message);
        }
    }
}

/// <summary>What <see cref="ReadingHandler"/> made of an answer.</summary>
/// <param name="Reading">Its judgment.</param>
/// <param name="Envelope">The answer; null when it does not have the shape that was asked for.</param>
/// <param name="Unexpected">What is wrong with its shape.</param>
internal sealed record ReadAnswer(Reading Reading, Envelope? Envelope, string? Unexpected);

/// <summary>Where requests and answers carry what belongs to them.</summary>
internal static class Readings
{
    internal static readonly HttpRequestOptionsKey<ReadAnswer> AnswerKey = new("ClanLedger.Answer");

    private static readonly HttpRequestOptionsKey<JsonTypeInfo> ShapeKey = new("ClanLedger.Shape");

    /// <summary>A request for an answer of that shape, an <see cref="Envelope"/>.</summary>
    public static HttpRequestMessage Request(Uri address, JsonTypeInfo shape)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Options.Set(ShapeKey, shape);
        return request;
    }

    /// <summary>The shape that was asked for.</summary>
    public static JsonTypeInfo Shape(this HttpRequestMessage request) => request.Options.Required(ShapeKey);

    /// <summary>What was made of it.</summary>
    public static ReadAnswer Answer(this HttpResponseMessage response) => response.RequestMessage!.Options.Required(AnswerKey);

    /// <summary>The judgment.</summary>
    public static Reading Reading(this HttpResponseMessage response) => response.Answer().Reading;

    private static T Required<T>(this HttpRequestOptions options, HttpRequestOptionsKey<T> key) =>
        options.TryGetValue(key, out var value) ? value : throw new InvalidOperationException($"{key.Key} is missing: not a request of BungieClient, or not read by ReadingHandler");
}
