using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>302 Found to another place.</summary>
internal sealed record Redirection(string Location) : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        http.Response.Redirect(Location);
        return Task.CompletedTask;
    }
}
