using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ClanLedger.Ledger;

namespace ClanLedger.Serving.Answering;

/// <summary>How answers are written: as events are, but with nulls, so that every answer has every field.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Configured(
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    public static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        LedgerJson.Configure(options);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = 16;
        return options;
    }
}
