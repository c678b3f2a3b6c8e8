using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>A body that begins like a roster, with a name that does not end.</summary>
internal sealed record OversizedBody(long Bytes) : WireFault
{
    private static readonly byte[] Beginning = """{"Response":{"results":[{"destinyUserInfo":{"displayName":"x"""u8.ToArray();
    private static readonly byte[] More = NewMore();

    public override async Task SendAsync(HttpContext http, Answer right)
    {
        http.Response.ContentType = right.ContentType;
        var part = Beginning;
        for (var left = Bytes; left > 0; left -= part.Length, part = More)
            await http.Response.Body.WriteAsync(part.AsMemory(0, (int)Math.Min(part.Length, left)), http.RequestAborted);
    }

    private static byte[] NewMore()
    {
        var more = new byte[32 * 1024];
        Array.Fill(more, (byte)'x');
        return more;
    }
}
