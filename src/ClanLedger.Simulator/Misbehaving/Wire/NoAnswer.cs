using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>Silence until the client gives up.</summary>
internal sealed record NoAnswer : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right) => Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
}
