using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right body, a byte now and then.</summary>
internal sealed record TrickledBody(TimeSpan Pause) : WireFault
{
    public override async Task SendAsync(HttpContext http, Answer right)
    {
        right.Begin(http);
        for (var i = 0; i < right.Body.Length; i++)
        {
            if (i > 0)
                await Task.Delay(Pause, http.RequestAborted);
            await http.Response.Body.WriteAsync(right.Body.Slice(i, 1), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
