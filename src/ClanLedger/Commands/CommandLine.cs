using System.Text;
using ClanLedger.Commands.Rendering;
using ClanLedger.Hosting;
using Spectre.Console;

namespace ClanLedger.Commands;

/// <summary>What was typed, and how the program answers: 0 done, 2 partly, 1 not at all.</summary>
internal static class CommandLine
{
    /// <summary>What whoever stopped the program is told.</summary>
    public const string Stopped = "stopped; nothing was left half done";

    /// <summary>Runs the program and turns what a person can mend into one line on stderr.</summary>
    public static async Task<int> RunAsync(string[] args, Func<Invocation, CancellationToken, Task<int>> run)
    {
        using var interruption = new Interruption();
        PrepareOutput();
        try
        {
            var arguments = Arguments.Parse(args);
            if (arguments.Help && HelpView.TryShow(arguments.Verb))
                return ExitCode.Done;
            var invocation = new Invocation(arguments);
            if (invocation.Demo is { SceneFlag: "list" })
            {
                ScenesView.Show();
                return ExitCode.Done;
            }

            return await run(invocation, interruption.Token);
        }
        catch (UserErrorException e)
        {
            await Console.Error.WriteLineAsync($"clanledger: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.NothingDone;
        }
        catch (Exception) when (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"clanledger: {Stopped}");
            return ExitCode.NothingDone;
        }
        catch (Exception e) when (e is InvalidDataException || IsOfConfiguration(e))
        {
            await Console.Error.WriteLineAsync($"clanledger: {e.Message} {e.InnerException?.Message}".ReplaceLineEndings(" ").TrimEnd());
            return ExitCode.NothingDone;
        }
    }

    /// <summary>Columns of a line in a file or a pipe, where nothing is to be broken in two: whoever looks for a name finds it.</summary>
    public const int WidthOfFiles = 500;

    /// <summary>JSON and CSV are UTF-8 in files and pipes, whatever the locale; it holds for a terminal, and for stderr.</summary>
    private static void PrepareOutput()
    {
        if (Console.IsOutputRedirected && Console.OutputEncoding.CodePage != Encoding.UTF8.CodePage)
            Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
    }

    /// <summary>A value, of logging say, that .NET itself reads from the configuration and can not.</summary>
    private static bool IsOfConfiguration(Exception e) =>
        e is InvalidOperationException && e.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal);
}
