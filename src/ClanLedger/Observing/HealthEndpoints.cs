using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClanLedger.Observing;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can work. Both without a key, both without a secret.</summary>
internal static class HealthEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Monitors ask either way.</summary>
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps both; they answer 200, or 503.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/health/live", Methods, () => Results.Json(new { status = "alive" }, Json)).ExcludeFromDescription();
        routes.MapMethods("/health/ready", Methods, async (Readiness readiness, CancellationToken ct) =>
        {
            var report = await readiness.LookAsync(ct);
            return Results.Json(report, Json, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }
}
