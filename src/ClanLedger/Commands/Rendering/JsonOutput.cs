using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClanLedger.Commands.Rendering;

/// <summary>How commands write JSON: snake_case, as the columns of the tables are named.</summary>
internal static class JsonOutput
{
    public static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
