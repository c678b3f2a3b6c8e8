using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClanLedger.Serving.Asking;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ClanLedger.Serving.Answering;

/// <summary>An answer with its ETag, as JSON or, for lists, as CSV; nothing but the status when the client has it already.</summary>
internal static class Answer
{
    /// <summary>One thing.</summary>
    public static IResult Of<T>(T value) => new Body(_ => (JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options), "application/json; charset=utf-8"));

    /// <summary>A page of a list.</summary>
    public static IResult List<T>(IListing<T> page) => new Body(http =>
    {
        if (page.NextCursor is { } cursor)
            http.Response.Headers.Link = $"<{NextPage(http.Request, cursor)}>; rel=\"next\"";
        return WantsCsv(http)
            ? (Encoding.UTF8.GetBytes(Csv.Of(page.Items, ApiJson.Options)), "text/csv; charset=utf-8; header=present")
            : (JsonSerializer.SerializeToUtf8Bytes(page, page.GetType(), ApiJson.Options), "application/json; charset=utf-8");
    });

    private static bool WantsCsv(HttpContext http) => Parameters.Format.Of(http) switch
    {
        "csv" => true,
        "json" => false,
        _ => http.Prefers("text/csv"),
    };

    /// <summary>Whether a client accepts nothing as gladly as that type.</summary>
    public static bool Prefers(this HttpContext http, string mediaType) =>
        http.Request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).FirstOrDefault()?.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) == true;

    private static string NextPage(HttpRequest request, string cursor) => request.PathBase + request.Path + QueryString.Create(
        request.Query.Where(q => !q.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase)).Append(KeyValuePair.Create("cursor", new StringValues(cursor))));

    private sealed class Body(Func<HttpContext, (byte[] Bytes, string ContentType)> write) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (bytes, contentType) = write(httpContext);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"", isWeak: true);
            var response = httpContext.Response;
            response.Headers.ETag = tag.ToString();
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.Append(HeaderNames.Vary, "Accept, Authorization");
            if (HttpMethods.IsGet(httpContext.Request.Method) && httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Tag == "*"))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = contentType;
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
