using System.Globalization;
using System.Text.RegularExpressions;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>One installation of PostgreSQL: the directory of its programs, and its major version.</summary>
public sealed partial record PostgresBinaries(string Directory, int Major)
{
    public const int OldestMajor = 14;

    private const string Advice =
        "install it (apt-get install postgresql, brew install postgresql@16), name the directory of its programs in "
        + "Postgres__BinDirectory, or name a server in ConnectionStrings__Ledger";

    public string InitDb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    /// <summary>The usable installations, best first; never empty. A configured directory is the only one considered.</summary>
    /// <exception cref="EmbeddedPostgresException">There is none, or none that is new enough.</exception>
    public static Task<IReadOnlyList<PostgresBinaries>> FindAsync(string? binDirectory) =>
        string.IsNullOrWhiteSpace(binDirectory)
            ? AmongAsync(PostgresPlaces.All(), "on the PATH or in the usual places")
            : AmongAsync([Path.GetFullPath(binDirectory)], $"in Postgres:BinDirectory, {binDirectory}");

    /// <summary>The usable installations among these directories; <paramref name="where"/> describes them in the error.</summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> AmongAsync(IEnumerable<string> directories, string where)
    {
        var found = new List<PostgresBinaries>();
        foreach (var directory in directories)
        {
            if (await InAsync(directory) is { } binaries && !found.Contains(binaries))
                found.Add(binaries);
        }
        var usable = found.Where(binaries => binaries.Major >= OldestMajor).ToList();
        if (usable.Count > 0)
            return usable;
        var fault = found.Count == 0
            ? $"No PostgreSQL (initdb, pg_ctl, postgres) was found {where}"
            : $"PostgreSQL {OldestMajor} or newer is needed; {where} is only {string.Join(", ", found.Select(old => old.Major))}";
        throw new EmbeddedPostgresException($"{fault}: {Advice}.");
    }

    private static async Task<PostgresBinaries?> InAsync(string directory)
    {
        if (!new[] { "initdb", "pg_ctl", "postgres" }.All(name => File.Exists(Path.Combine(directory, name))))
            return null;
        var answer = await Command.RunAsync("/", Path.Combine(directory, "pg_ctl"), "--version");
        var version = Version().Match(answer.Output);
        return version.Success ? new(directory, int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d{1,4})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
