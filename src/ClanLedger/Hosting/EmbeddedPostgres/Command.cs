using System.Diagnostics;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>What a program answered: its exit code, and everything it wrote.</summary>
public sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Why it failed, on one line.</summary>
    public string Complaint => Output.Length > 0 ? LogTail.LastLines(Output) : $"exit code {ExitCode}";
}

/// <summary>Runs a program to its end. There is no cancellation: half an initdb is worth less than a late answer.</summary>
public static class Command
{
    public static async Task<CommandResult> RunAsync(string workingDirectory, params IEnumerable<string> words)
    {
        using var process = Process.Start(Describe(workingDirectory, [.. words]))
            ?? throw new InvalidOperationException("No process was started.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, (await output + await errors).Trim());
    }

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
