namespace ClanLedger.Serving.Guarding;

/// <summary>What browsers are told about every answer.</summary>
internal static class SecurityHeaders
{
    /// <summary>The reference page brings its own script and styles.</summary>
    private const string OfPages =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OfData = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>When the answer begins: what an exception handler makes of an answer begins anew.</summary>
    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments(ServingRegistration.Reference, StringComparison.OrdinalIgnoreCase) ? OfPages : OfData;
            return Task.CompletedTask;
        });
        return next(http);
    }
}
