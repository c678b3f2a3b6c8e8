using System.Diagnostics;

namespace ClanLedger.Benchmarks;

/// <summary>Other processes of this program.</summary>
internal static class Self
{
    /// <summary>Starts one; its output is to be read.</summary>
    public static Process Start(bool redirectInput, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = redirectInput };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(Self).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Runs one to its good end, and shows what it says.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        using var process = Start(redirectInput: false, arguments);
        Console.Write(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}");
    }
}
