using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>A success whose Response is arrays within arrays.</summary>
internal sealed record DeepBody(int Levels) : WireFault
{
    private static readonly byte[] Beginning = "{\"Response\":"u8.ToArray();
    private static readonly byte[] End = ""","ErrorCode":1,"ThrottleSeconds":0,"ErrorStatus":"Success","Message":"Ok","MessageData":{}}"""u8.ToArray();

    public override Task SendAsync(HttpContext http, Answer right)
    {
        var nested = new byte[2 * Levels];
        Array.Fill(nested, (byte)'[', 0, Levels);
        Array.Fill(nested, (byte)']', Levels, Levels);
        return (right with { HttpStatus = 200, Body = (byte[])[.. Beginning, .. nested, .. End] }).SendAsync(http);
    }
}
