using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right body under another HTTP status.</summary>
internal sealed record OtherStatus(int HttpStatus) : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right) => (right with { HttpStatus = HttpStatus }).SendAsync(http);
}
