using ClanLedger.Simulator.Answering;
using Microsoft.AspNetCore.Connections.Features;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>A header line that is none, with U+0000 in it.</summary>
internal sealed record BrokenHeader : WireFault
{
    public override async Task SendAsync(HttpContext http, Answer right)
    {
        await http.Features.Get<IConnectionSocketFeature>()!.Socket.SendAsync("HTTP/1.1 200 OK\r\nbad\0line\r\n\r\n"u8.ToArray(), http.RequestAborted);
        http.Abort();
    }
}
