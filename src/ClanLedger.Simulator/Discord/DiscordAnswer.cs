using System.Globalization;
using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Discord;

/// <summary>What Discord answers.</summary>
internal sealed record DiscordAnswer(int Status, JsonObject? Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static DiscordAnswer Error(int status, int code, string message) => new(status, new JsonObject { ["message"] = message, ["code"] = code });

    public static DiscordAnswer TooMany(TimeSpan wait, bool everywhere, IReadOnlyDictionary<string, string> headers) =>
        new(429, new JsonObject
        {
            ["message"] = "You are being rate limited.",
            ["retry_after"] = Seconds(wait),
            ["global"] = everywhere,
        })
        {
            Headers = new Dictionary<string, string>(headers, StringComparer.Ordinal)
                { ["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) },
        };

    public async Task SendAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            http.Response.Headers[name] = value;
        if (Body is not null)
            await http.Response.WriteAsJsonAsync(Body, options: null, contentType: http.Response.ContentType, http.RequestAborted);
    }

    /// <summary>In milliseconds, never less than it takes: whoever waits so long is not refused.</summary>
    internal static double Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalMilliseconds) / 1000;
}
