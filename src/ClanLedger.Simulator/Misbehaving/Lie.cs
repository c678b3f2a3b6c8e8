using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>A well-formed answer that is not true.</summary>
/// <param name="Edit">Changes the Response.</param>
internal sealed record Lie(Action<JsonObject> Edit) : Fault
{
    /// <summary>Stands for half a surrogate pair, which no .NET string can bring through a JSON writer.</summary>
    public const string HalfOfAPair = "lone-surrogate-here";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer after the lie; an error stays one.</summary>
    public byte[] Tell(ReadOnlyMemory<byte> truth)
    {
        var envelope = JsonNode.Parse(truth.Span)!;
        if (envelope["Response"] is JsonObject response)
            Edit(response);
        return Encoding.UTF8.GetBytes(envelope.ToJsonString(Options).Replace(HalfOfAPair, @"\ud83d", StringComparison.Ordinal));
    }
}

/// <summary>Editing what is there.</summary>
internal static class JsonEditing
{
    /// <summary>Replaces a property of an answer that has it.</summary>
    public static void ReplaceIfThere(this JsonObject json, string name, JsonNode value)
    {
        if (json.ContainsKey(name))
            json[name] = value;
    }
}
