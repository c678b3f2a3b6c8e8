namespace ClanLedger.Simulator.Discord;

/// <summary>Something that Discord does wrong.</summary>
public sealed class DiscordFault
{
    private readonly Func<HttpContext, Task<bool>> _happens;

    private DiscordFault(string label, DiscordAnswer answer, bool takes = false, Func<HttpContext, Task<bool>>? happens = null) =>
        (Label, Answer, Takes, _happens) = (label, answer, takes, happens ?? (_ => Task.FromResult(false)));

    /// <summary>Silence until the client gives up.</summary>
    public static DiscordFault Hang { get; } = new("hang", Nothing, happens: SilenceAsync);

    /// <summary>The message is taken and shown, but the connection breaks before the answer.</summary>
    public static DiscordFault TakenThenReset { get; } = new("reset", Nothing, takes: true, happens: http =>
    {
        http.Abort();
        return Task.FromResult(true);
    });

    /// <summary>The message is taken and shown; then silence until the client gives up.</summary>
    public static DiscordFault TakenThenHang { get; } = new("hang", Nothing, takes: true, happens: SilenceAsync);

    /// <summary>The message is taken and shown; the answer is said to be compressed, which it is not, and text of a charset that there is not.</summary>
    public static DiscordFault TakenThenGarbled { get; } = new("garbled", Nothing, takes: true, happens: http =>
    {
        (http.Response.Headers.ContentEncoding, http.Response.ContentType) = ("gzip", "application/json; charset=martian");
        return Task.FromResult(false);
    });

    /// <summary>The message is taken and shown; the connection closes in the middle of the answer that says so.</summary>
    public static DiscordFault TakenThenCutOff { get; } = new("cut off", Nothing, takes: true, happens: async http =>
    {
        http.Response.ContentLength = 100;
        await http.Response.WriteAsync("{", http.RequestAborted);
        return true; // Kestrel closes the connection then, having sent what there is.
    });

    /// <summary>The webhook was deleted.</summary>
    public static DiscordFault Gone { get; } = Error(404, 10015, "Unknown Webhook");

    /// <summary>The thread was deleted.</summary>
    public static DiscordFault ThreadGone { get; } = Error(404, 10003, "Unknown Channel");

    /// <summary>The webhook's token was changed.</summary>
    public static DiscordFault WrongToken { get; } = Error(401, 50027, "Invalid Webhook Token");

    internal string Label { get; }

    internal DiscordAnswer Answer { get; }

    /// <summary>Whether the message is taken all the same.</summary>
    internal bool Takes { get; }

    private static DiscordAnswer Nothing => new(500, null);

    /// <summary>An error as Discord words them.</summary>
    public static DiscordFault Error(int status, int code = 0, string message = "Something went wrong") =>
        new($"{status}", DiscordAnswer.Error(status, code, message));

    /// <summary>Too many requests.</summary>
    /// <param name="wait">Until the next one is answered.</param>
    /// <param name="everywhere">From any webhook.</param>
    public static DiscordFault TooMany(TimeSpan wait, bool everywhere = false) =>
        new("429", DiscordAnswer.TooMany(wait, everywhere, new Dictionary<string, string>(StringComparer.Ordinal)));

    /// <summary>True when nothing is left to answer.</summary>
    internal Task<bool> HappensAsync(HttpContext http) => _happens(http);

    private static async Task<bool> SilenceAsync(HttpContext http)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }

        return true;
    }
}
