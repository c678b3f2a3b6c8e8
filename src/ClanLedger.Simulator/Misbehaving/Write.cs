using System.Text;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>Ways to write an answer.</summary>
internal static class Write
{
    public static Task TextAsync(HttpContext http, int status, string contentType, string text) =>
        BytesAsync(http, status, contentType, Encoding.UTF8.GetBytes(text));

    public static Task JsonAsync(HttpContext http, ReadOnlyMemory<byte> body) => BytesAsync(http, 200, "application/json; charset=utf-8", body);

    public static async Task BytesAsync(HttpContext http, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Half of what Content-Length promises.</summary>
    public static async Task HalfAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body[..(body.Length / 2)], http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    /// <summary>Nothing, until the client is gone.</summary>
    public static async Task NothingAsync(HttpContext http)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    /// <summary>A body of that many bytes in pieces, so that the simulator itself needs no memory for it.</summary>
    public static async Task EndlessAsync(HttpContext http, long bytes)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        var piece = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
        try
        {
            await http.Response.Body.WriteAsync("{\"Response\":{\"detail\":\""u8.ToArray(), http.RequestAborted);
            for (var written = 0L; written < bytes; written += piece.Length)
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
            await http.Response.Body.WriteAsync("\"},\"ErrorCode\":1}"u8.ToArray(), http.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            http.Abort();
        }
    }
}
