using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>Half of the right body, which claims to be whole.</summary>
internal sealed record TruncatedBody : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right) =>
        (right with { Body = right.Body[..(right.Body.Length / 2)] }).SendAsync(http);
}
