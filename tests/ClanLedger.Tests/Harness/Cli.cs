using System.Diagnostics;

namespace ClanLedger.Tests.Harness;

/// <summary>The program as people run it: a process of its own.</summary>
internal static class Cli
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Configuration, in the way of the environment: <c>Bungie__ApiKey</c>.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAsync(typeof(Program).Assembly.Location, environment, arguments);

    /// <summary>Runs another build of it to its end.</summary>
    public static async Task<CliResult> RunAsync(string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }
}

/// <summary>How a run of the program ended.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error);
