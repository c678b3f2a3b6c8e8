using System.Net;

namespace ClanLedger.Serving.Guarding;

/// <summary>Whether a request comes from this machine itself, and not through a proxy, a foreign name or a foreign web page.</summary>
/// <remarks>A proxy on this machine that says nothing of itself can not be told from a program on it, but that some speak HTTP/1.0, as most versions
/// of nginx do: whoever puts one in front has to configure keys.</remarks>
internal static class ThisMachine
{
    /// <summary>Who did it, in events, when there are no keys.</summary>
    public const string Name = "this machine";

    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    public static bool Asks(HttpContext http) =>
        IsLoopback(http.Connection.RemoteIpAddress) && IsLocalName(http.Request.Host.Host) && !HttpProtocol.IsHttp10(http.Request.Protocol)
        && !Array.Exists(Forwarding, http.Request.Headers.ContainsKey) && IsOwnPage(http.Request);

    /// <summary>No address: a socket of this machine's own.</summary>
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    /// <summary>A page of any site can have its own name lead here (DNS rebinding).</summary>
    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Browsers say from which page a request comes.</summary>
    private static bool IsOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.Count == 0 || request.Headers.Origin.ToString() == $"{request.Scheme}://{request.Host}");
}
