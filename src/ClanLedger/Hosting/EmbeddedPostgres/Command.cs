using System.Diagnostics;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>What a program answered: its exit code, and everything it wrote.</summary>
public sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Whether SIGINT or SIGTERM ended it, which was meant for this program: that is no answer.</summary>
    public bool Interrupted => ExitCode is 130 or 143;

    /// <summary>Why it failed, on one line.</summary>
    public string Complaint => Output.Length > 0 ? LogTail.LastLines(Output) : $"exit code {ExitCode}";
}

/// <summary>Runs a program to its end. There is no cancellation: half an initdb is worth less than a late answer.</summary>
public static class Command
{
    public static async Task<CommandResult> RunAsync(string workingDirectory, params IEnumerable<string> words)
    {
        using var process = Process.Start(Describe(workingDirectory, [.. Apart, .. words]))
            ?? throw new InvalidOperationException("No process was started.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, (await output + await errors).Trim());
    }

    /// <summary>Whether there is such a program.</summary>
    public static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    // Ctrl-C in a terminal reaches all that this program runs there, and pg_ctl would stop the server that it waits for. macOS has no setsid.
    private static readonly string[] Apart = OnPath("setsid") ? ["setsid"] : [];

    private static readonly string[] Inherited = ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

    private static ProcessStartInfo Describe(string workingDirectory, string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A server lives on, as another user perhaps: it gets none of this program's secrets.
        foreach (var name in start.Environment.Keys.Except(Inherited, StringComparer.Ordinal).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
