using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>Something happens to an answer on its way, or another answer takes its place.</summary>
internal abstract record WireFault : Fault
{
    /// <param name="http">Where the answer goes.</param>
    /// <param name="right">What a well-behaved bungie.net would answer.</param>
    public abstract Task SendAsync(HttpContext http, Answer right);
}
