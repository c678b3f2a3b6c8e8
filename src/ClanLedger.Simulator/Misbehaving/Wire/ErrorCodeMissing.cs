using System.Text.Json;
using System.Text.Json.Nodes;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right envelope without its ErrorCode.</summary>
internal sealed record ErrorCodeMissing : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        var envelope = JsonNode.Parse(right.Body.Span)!.AsObject();
        envelope.Remove("ErrorCode");
        return (right with { Body = JsonSerializer.SerializeToUtf8Bytes(envelope) }).SendAsync(http);
    }
}
