using System.IO.Compression;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>The right body, compressed.</summary>
internal sealed record CompressedBody(string Encoding) : WireFault
{
    public override Task SendAsync(HttpContext http, Answer right)
    {
        var compressed = new MemoryStream();
        using (Stream body = Encoding == "br" ? new BrotliStream(compressed, CompressionMode.Compress) : new GZipStream(compressed, CompressionMode.Compress))
            body.Write(right.Body.Span);
        http.Response.Headers.ContentEncoding = Encoding;
        return (right with { Body = compressed.ToArray() }).SendAsync(http);
    }
}
