using System.Runtime.Versioning;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>The directory of one private cluster, and what is where in it. Paths are absolute.</summary>
public sealed record ClusterDirectory(string Root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>PostgreSQL's own data directory: either complete or absent.</summary>
    public string Cluster => Path.Combine(Root, "cluster");

    public string LogFolder => Path.Combine(Root, "log");

    public string Log => Path.Combine(LogFolder, "postgres.log");

    /// <summary>Held alone while a program starts or stops the server.</summary>
    public string StartLock => Path.Combine(Root, "start.lock");

    /// <summary>Shared by every program that uses the server, for as long as it does.</summary>
    public string UsersLock => Path.Combine(Root, "users.lock");

    /// <summary>Names the machine that started the server, until it has stopped.</summary>
    public string Machine => Path.Combine(Root, "machine");

    public static ClusterDirectory From(EmbeddedPostgresOptions options) =>
        new(Path.GetFullPath(string.IsNullOrWhiteSpace(options.DataDirectory)
            ? Default(
                Environment.IsPrivilegedProcess,
                OperatingSystem.IsMacOS(),
                Environment.GetEnvironmentVariable("XDG_DATA_HOME"),
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify))
            : options.DataDirectory));

    /// <summary>Where the data goes when nothing is configured. Not below root's home, which the server's user cannot enter.</summary>
    /// <exception cref="EmbeddedPostgresException">There is no home: the data would lie wherever the program happens to be started.</exception>
    public static string Default(bool root, bool macOS, string? xdgDataHome, string home) =>
        root ? "/var/lib/clanledger"
        : macOS && Path.IsPathRooted(home) ? Path.Combine(home, "Library", "Application Support", "clanledger")
        : Path.IsPathRooted(xdgDataHome) ? Path.Combine(xdgDataHome, "clanledger")
        : !Path.IsPathRooted(home) ? throw new EmbeddedPostgresException("There is no home directory to keep the data in: set Postgres__DataDirectory.")
        : Path.Combine(home, ".local", "share", "clanledger");

    /// <summary>Creates the directory when it is absent.</summary>
    /// <exception cref="EmbeddedPostgresException">It holds files that are not a cluster's: nothing of theirs is touched.</exception>
    [UnsupportedOSPlatform("windows")]
    public void Create()
    {
        Directory.CreateDirectory(Root, OwnerOnly);
        var names = Directory.EnumerateFileSystemEntries(Root).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        names.Remove("lost+found");
        if (names.Count > 0 && !names.Contains(Path.GetFileName(StartLock)))
            throw new EmbeddedPostgresException(
                $"The data directory {Root} holds other files; set Postgres__DataDirectory to an empty or a new directory.");
        CreatePrivate(Root);
    }

    /// <summary>Creates a directory that only its owner may enter.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void CreatePrivate(string path)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        if (new DirectoryInfo(path).LinkTarget is null)
            File.SetUnixFileMode(path, OwnerOnly);
    }
}
