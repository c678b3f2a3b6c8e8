using System.Globalization;

namespace ClanLedger.Simulator.Discord;

/// <summary>A webhook with its two limits.</summary>
internal sealed record SimulatedWebhook(string Name, string Id, Bucket Own, Bucket Channel)
{
    /// <summary>Counts a request; refuses it when there were too many.</summary>
    public (DiscordAnswer? Refused, IReadOnlyDictionary<string, string> Headers) Arrive()
    {
        var (wait, shared) = Own.Wait is { Ticks: > 0 } own ? (own, false) : (Channel.Wait, true);
        if (wait > TimeSpan.Zero)
            return (DiscordAnswer.TooMany(wait, everywhere: false, Headers(shared ? "shared" : "user")), Headers());
        Own.Add();
        Channel.Add();
        return (null, Headers());
    }

    private Dictionary<string, string> Headers(string? scope = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-RateLimit-Limit"] = $"{Own.Limit.Requests}",
            ["X-RateLimit-Remaining"] = $"{Own.Remaining}",
            ["X-RateLimit-Reset-After"] = DiscordAnswer.Seconds(Own.UntilFree).ToString("0.000", CultureInfo.InvariantCulture),
            ["X-RateLimit-Bucket"] = $"bucket{Id}",
        };
        if (scope is not null)
            headers["X-RateLimit-Scope"] = scope;
        return headers;
    }
}

/// <summary>So many in a window that begins with the first of them.</summary>
internal sealed class Bucket(RateLimit limit, TimeProvider clock)
{
    private DateTimeOffset _ends;
    private int _used;

    public RateLimit Limit => limit;

    /// <summary>How many more go.</summary>
    public int Remaining => Over ? limit.Requests : limit.Requests - _used;

    /// <summary>Until the window ends.</summary>
    public TimeSpan UntilFree => Over ? TimeSpan.Zero : _ends - clock.GetUtcNow();

    /// <summary>How long the next one has to wait.</summary>
    public TimeSpan Wait => Remaining > 0 ? TimeSpan.Zero : UntilFree;

    private bool Over => clock.GetUtcNow() >= _ends;

    public void Add()
    {
        if (Over)
            (_ends, _used) = (clock.GetUtcNow() + limit.Window, 0);
        _used++;
    }
}
