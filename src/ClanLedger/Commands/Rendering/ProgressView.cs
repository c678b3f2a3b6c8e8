using ClanLedger.Running;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>Progress of a run on stderr: a bar on a terminal, a plain line now and then otherwise.</summary>
internal static class ProgressView
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    public static Task<T> ShowAsync<T>(SyncProgress progress, Task<T> run) =>
        Console.IsErrorRedirected ? LinesAsync(progress, run) : BarAsync(progress, run);

    private static async Task<T> LinesAsync<T>(SyncProgress progress, Task<T> run)
    {
        using var timer = new PeriodicTimer(LineInterval);
        while (await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask()) != run)
            await Console.Error.WriteLineAsync($"{progress.Step}: {progress.Answers} of {progress.Expected} requests answered");
        return await run;
    }

    private static async Task<T> BarAsync<T>(SyncProgress progress, Task<T> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(progress.Step);
                using var timer = new PeriodicTimer(BarInterval);
                while (await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask()) != run)
                {
                    bar.Description = $"{progress.Step}, {progress.Answers} of {progress.Expected} requests";
                    bar.MaxValue = Math.Max(1, progress.Expected);
                    bar.Value = progress.Answers;
                }
            });
        return await run;
    }
}
