using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>HTML instead of JSON.</summary>
internal sealed record MaintenancePage(int HttpStatus) : WireFault
{
    private static readonly byte[] Page =
        "<!DOCTYPE html><html><head><title>Bungie.net</title></head><body><h1>We'll be back soon</h1><p>Bungie.net is down for maintenance.</p></body></html>"u8.ToArray();

    public override Task SendAsync(HttpContext http, Answer right) => new Answer(HttpStatus, Page, "text/html; charset=utf-8").SendAsync(http);
}
