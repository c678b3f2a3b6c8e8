using ClanLedger.Replaying;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>Progress of a replay on stderr: a bar with rate and time left on a terminal, a plain line now and then otherwise.</summary>
internal static class ReplayProgressView
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(30);

    public static Task<T> ShowAsync<T>(ReplayProgress progress, Task<T> work) =>
        Console.IsErrorRedirected ? LinesAsync(progress, work) : BarAsync(progress, work);

    /// <summary>In one line.</summary>
    public static string Told(ReplayProgress progress) => $"{progress.Step}: {progress.Events:N0} events, {progress.Rate:N0} a second{Left(progress)}";

    private static string Left(ReplayProgress progress) => progress.Events > 0 && progress.Last > progress.Sequence
        ? $", {TimeSpan.FromSeconds((progress.Last - progress.Sequence) / progress.Rate):mm\\:ss} left"
        : "";

    private static async Task<T> LinesAsync<T>(ReplayProgress progress, Task<T> work)
    {
        using var timer = new PeriodicTimer(LineInterval);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()) != work)
            await Console.Error.WriteLineAsync(Told(progress));
        return await work;
    }

    private static async Task<T> BarAsync<T>(ReplayProgress progress, Task<T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(progress.Step);
                using var timer = new PeriodicTimer(BarInterval);
                while (await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()) != work)
                {
                    bar.Description = Told(progress);
                    bar.MaxValue = Math.Max(1, progress.Last);
                    bar.Value = progress.Sequence;
                }
            });
        return await work;
    }
}
