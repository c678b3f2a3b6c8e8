using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>Half of the right body under the Content-Length of the whole. Kestrel then closes the connection, having sent what there is.</summary>
internal sealed record CutOffBody : WireFault
{
    public override async Task SendAsync(HttpContext http, Answer right)
    {
        right.Begin(http);
        await http.Response.Body.WriteAsync(right.Body[..(right.Body.Length / 2)], http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
