using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right answer, late.</summary>
internal sealed record LateAnswer(TimeSpan Delay) : WireFault
{
    public override async Task SendAsync(HttpContext http, Answer right)
    {
        await Task.Delay(Delay, http.RequestAborted);
        await right.SendAsync(http);
    }
}
