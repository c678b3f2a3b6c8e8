using System.Globalization;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>Where packages put PostgreSQL's programs: the PATH first, then newest version first.</summary>
public static class PostgresPlaces
{
    public static IEnumerable<string> All() =>
    [
        .. OnPath(Environment.GetEnvironmentVariable("PATH")),
        .. NewestFirst("/usr/lib/postgresql", "*"),
        .. NewestFirst("/opt/homebrew/opt", "postgresql*"),
        .. NewestFirst("/usr/local/opt", "postgresql*"),
        .. NewestFirst("/usr", "pgsql-*"),
    ];

    /// <summary>The directories that pg_ctl on the PATH really is in: /usr/bin often holds links only.</summary>
    public static IEnumerable<string> OnPath(string? path) =>
        (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => new FileInfo(Path.Combine(directory, "pg_ctl")))
            .Where(program => program.Exists)
            .Select(program => Path.GetDirectoryName((program.ResolveLinkTarget(returnFinalTarget: true) ?? program).FullName)!)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> NewestFirst(string parent, string pattern) =>
        Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern).OrderByDescending(VersionIn).Select(home => Path.Combine(home, "bin"))
            : [];

    private static int VersionIn(string path) =>
        int.TryParse(
            string.Concat(Path.GetFileName(path).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)),
            CultureInfo.InvariantCulture,
            out var version)
            ? version
            : 0;
}
