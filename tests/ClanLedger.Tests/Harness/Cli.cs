using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClanLedger.Tests.Harness;

/// <summary>The program as people run it: a process of its own.</summary>
internal static partial class Cli
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Configuration, in the way of the environment: <c>Bungie__ApiKey</c>.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAsync(typeof(Program).Assembly.Location, environment, arguments);

    /// <summary>Runs another build of it to its end: an assembly, or an executable.</summary>
    public static async Task<CliResult> RunAsync(string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(assembly, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, ProgressLines().Replace(await error, ""));
    }

    /// <summary>What a run says every five seconds, on a machine that needs so long.</summary>
    [GeneratedRegex(@"^[a-z ]+: \d+ of \d+ requests answered\n", RegexOptions.Multiline, 1000)]
    private static partial Regex ProgressLines();

    /// <summary>Starts it, and kills it without a word as soon as something is true.</summary>
    public static async Task KillAsync(IReadOnlyDictionary<string, string> environment, string what, Func<Task<bool>> isTrue, params string[] arguments)
    {
        using var process = Start(typeof(Program).Assembly.Location, environment, arguments);
        try
        {
            await Until.TrueAsync(what, isTrue);
            process.HasExited.ShouldBeFalse("it ended before it was killed");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts it; whoever asked waits for its end, or ends it.</summary>
    public static Process Start(string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var isExecutable = !assembly.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isExecutable ? assembly : "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (!isExecutable)
            start.ArgumentList.Add(assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return Process.Start(start)!;
    }
}

/// <summary>How a run of the program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its stdout.</param>
/// <param name="Error">Its stderr, without the lines that tell of progress.</param>
internal sealed record CliResult(int ExitCode, string Output, string Error);
