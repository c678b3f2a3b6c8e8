using System.Globalization;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>What postmaster.pid says (PostgreSQL's miscadmin.h); it outlives a server that was killed, and is null where damaged.</summary>
public sealed record PostmasterFile(int? ProcessId, int? Port, string? SocketDirectory, bool IsStopping)
{
    // Asked as the server's user: the same question that postgres asks, but a recycled process id does not deceive it.
    private const string WhoHas =
        """
        kill -0 "$1" 2>/dev/null || exit 3
        if [ -d /proc/self ]; then [ "/proc/$1/cwd" -ef . ] && exit 0
        else [ "$(lsof -a -p "$1" -d cwd -Fn | sed -n 's/^n//p')" -ef . ] && exit 0
        fi
        exit 4
        """;

    public static string PathIn(ClusterDirectory directory) => Path.Combine(directory.Cluster, "postmaster.pid");

    /// <summary>The lock beside a socket, which begins like postmaster.pid.</summary>
    public static string OfSocketIn(string socketDirectory) => Path.Combine(socketDirectory, $".s.PGSQL.{EmbeddedPostgres.SocketDirectory.Port}.lock");

    /// <summary>Returns null if there is no such file.</summary>
    public static PostmasterFile? Read(ClusterDirectory directory) => ReadAt(PathIn(directory));

    /// <summary>The same of any file that begins like it.</summary>
    public static PostmasterFile? ReadAt(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            return new(
                Number(lines, 0), Number(lines, 3), lines.ElementAtOrDefault(4) is { Length: > 0 } socket ? socket : null,
                lines.ElementAtOrDefault(7)?.Trim() == "stopping");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whose process the file names: the working directory of a postmaster is its cluster.</summary>
    /// <exception cref="EmbeddedPostgresException">That can not be told: the shell that looks was interrupted, twice.</exception>
    public async Task<ProcessOwner> OwnerAsync(ClusterDirectory directory, ServerAccount account)
    {
        if (ProcessId is not { } id)
            return ProcessOwner.Stranger;
        var answer = await AskAsync();
        if (answer.Interrupted)
            answer = await AskAsync();
        return answer.ExitCode switch
        {
            0 => ProcessOwner.ThisCluster,
            3 => ProcessOwner.Nobody,
            _ => answer.Interrupted ? throw new EmbeddedPostgresException($"Whose process {id} is could not be told: {answer.Complaint}") : ProcessOwner.Stranger,
        };

        Task<CommandResult> AskAsync() => account.RunAsync(directory.Cluster, "/bin/sh", "-c", WhoHas, "sh", id.ToString(CultureInfo.InvariantCulture));
    }

    private static int? Number(string[] lines, int index) =>
        int.TryParse(lines.ElementAtOrDefault(index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}

/// <summary>Who has the process id in postmaster.pid.</summary>
public enum ProcessOwner
{
    /// <summary>No process that postgres would take for a server; it replaces the file by itself.</summary>
    Nobody,

    /// <summary>A postmaster of this very cluster.</summary>
    ThisCluster,

    /// <summary>Another program that postgres would take for a server, or no number at all: the file must go.</summary>
    Stranger,
}
