using System.Text.Json;
using System.Text.Json.Nodes;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right answer, but that a list of results begins with null.</summary>
internal sealed record NullEntry : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        var envelope = JsonNode.Parse(right.Body.Span)!;
        (envelope["Response"]?["results"] as JsonArray)?.Insert(0, null);
        return (right with { Body = JsonSerializer.SerializeToUtf8Bytes(envelope) }).SendAsync(http);
    }
}
