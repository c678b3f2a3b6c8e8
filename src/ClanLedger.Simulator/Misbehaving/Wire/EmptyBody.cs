using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>No body at all.</summary>
internal sealed record EmptyBody(int HttpStatus) : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        (right with { HttpStatus = HttpStatus, Body = default }).Begin(http);
        return Task.CompletedTask;
    }
}
