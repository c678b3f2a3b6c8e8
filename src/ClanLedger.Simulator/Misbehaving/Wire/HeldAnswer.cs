using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right answer, as soon as it is released.</summary>
internal sealed record HeldAnswer(Task Release) : WireFault
{
    public override async Task SendAsync(HttpContext http, Answer right)
    {
        await Release.WaitAsync(http.RequestAborted);
        await right.SendAsync(http);
    }
}
