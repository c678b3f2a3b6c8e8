using System.Text.Json;
using System.Text.Json.Nodes;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right roster, but for fields that are missing from the entry of one member.</summary>
internal sealed record IncompleteEntry(long MembershipId, IReadOnlyList<string> Fields) : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        var envelope = JsonNode.Parse(right.Body.Span)!;
        var entries = envelope["Response"]?["results"] as JsonArray ?? [];
        foreach (var entry in entries.Where(e => (string?)e!["destinyUserInfo"]?["membershipId"] == $"{MembershipId}").ToArray())
        {
            foreach (var path in Fields.Select(f => f.Split('.')))
                (path[..^1].Aggregate(entry, (node, name) => node?[name]) as JsonObject)?.Remove(path[^1]);
        }

        return (right with { Body = JsonSerializer.SerializeToUtf8Bytes(envelope) }).SendAsync(http);
    }
}
