using System.Buffers;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>A success without a Response.</summary>
internal sealed record NoResponse : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        var body = new ArrayBufferWriter<byte>();
        Envelope.Success(body, response: null);
        return (right with { HttpStatus = 200, Body = body.WrittenMemory }).SendAsync(http);
    }
}
