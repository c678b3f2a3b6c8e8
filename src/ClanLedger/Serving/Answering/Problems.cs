using ClanLedger.Hosting;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace ClanLedger.Serving.Answering;

/// <summary>Everything that goes wrong, as problem details (RFC 9457). What is not the client's to mend is logged, not told.</summary>
internal sealed partial class Problems(ILogger<Problems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var (status, detail) = Told(exception);
        if (status >= 500)
            Failed(log, exception, httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = status;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    private static (int Status, string Detail) Told(Exception exception) => exception switch
    {
        Refusal e => (e.Status, e.Message),
        UserErrorException e => (StatusCodes.Status409Conflict, e.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "The body is too large"),
        BadHttpRequestException => (StatusCodes.Status400BadRequest, "The body is not the JSON that is asked for; see the reference"),
        NpgsqlException { IsTransient: true } => (StatusCodes.Status503ServiceUnavailable, "The database cannot be reached now; try again"),
        _ => (StatusCodes.Status500InternalServerError, "Something failed that is not the request's fault; the log says more"),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string method, string path);
}
