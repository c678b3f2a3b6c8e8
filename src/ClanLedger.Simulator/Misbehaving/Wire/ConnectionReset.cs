using System.Net.Sockets;
using ClanLedger.Simulator.Answering;
using Microsoft.AspNetCore.Connections.Features;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>RST instead of an answer.</summary>
internal sealed record ConnectionReset : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        http.Features.Get<IConnectionSocketFeature>()!.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        http.Abort();
        return Task.CompletedTask;
    }
}
