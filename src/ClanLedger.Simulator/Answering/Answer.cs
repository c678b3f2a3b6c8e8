namespace ClanLedger.Simulator.Answering;

/// <summary>A whole answer, before anything happens to it on its way.</summary>
internal sealed record Answer(int HttpStatus, ReadOnlyMemory<byte> Body, string ContentType = "application/json; charset=utf-8")
{
    public async Task SendAsync(HttpContext http)
    {
        Begin(http);
        await http.Response.Body.WriteAsync(Body, http.RequestAborted);
    }

    /// <summary>Status and headers, with a Content-Length that fits the body.</summary>
    public void Begin(HttpContext http)
    {
        http.Response.StatusCode = HttpStatus;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = Body.Length;
    }
}
