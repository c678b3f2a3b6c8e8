using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right body under a Content-Encoding it does not have.</summary>
internal sealed record GarbledEncoding(string Encoding) : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        http.Response.Headers.ContentEncoding = Encoding;
        return right.SendAsync(http);
    }
}
