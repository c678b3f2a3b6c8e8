using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>Where the server puts its socket, and so what clients name as their host.</summary>
public static class SocketDirectory
{
    public const int Port = 5432;

    // sockaddr_un.sun_path, less its closing zero.
    private static readonly int LongestPath = OperatingSystem.IsMacOS() ? 103 : 107;

    /// <summary>
    /// Inside the cluster's directory; or, if that is too long for a socket or not plain enough for both a setting and a
    /// connection string (a comma separates hosts in both), a short one below /tmp, the same for every program.
    /// </summary>
    public static string For(ClusterDirectory directory)
    {
        var inside = Path.Combine(directory.Root, "socket");
        var socket = Path.Combine(inside, $".s.PGSQL.{Port}");
        return Encoding.UTF8.GetByteCount(socket) <= LongestPath && inside.All(IsPlain)
            ? inside
            : $"/tmp/clanledger-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory.Root)))[..16]}";
    }

    /// <exception cref="EmbeddedPostgresException">Somebody else made it, and might listen there in the server's place.</exception>
    [UnsupportedOSPlatform("windows")]
    public static async Task CreateAsync(string path, ServerAccount account)
    {
        ClusterDirectory.CreatePrivate(path);
        await account.OwnAsync(path);
        if (new DirectoryInfo(path).LinkTarget is not null)
            throw new EmbeddedPostgresException($"{path}, where PostgreSQL's socket goes, is a link: remove it.");
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or ' ';
}
