using System.Buffers;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Wire;

/// <summary>An error in the usual envelope.</summary>
internal sealed record ErrorAnswer(int ErrorCode, string ErrorStatus, int HttpStatus, int ThrottleSeconds = 0, int? RetryAfter = null) : WireFault
{
    public Answer Answer
    {
        get
        {
            var body = new ArrayBufferWriter<byte>();
            Envelope.Failure(body, ErrorCode, ErrorStatus, ThrottleSeconds);
            return new Answer(HttpStatus, body.WrittenMemory);
        }
    }

    public override Task SendAsync(HttpContext http, Answer right)
    {
        if (RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString();
        return Answer.SendAsync(http);
    }
}
