using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right body as text/html.</summary>
internal sealed record HtmlContentType : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right) => (right with { ContentType = "text/html; charset=utf-8" }).SendAsync(http);
}
