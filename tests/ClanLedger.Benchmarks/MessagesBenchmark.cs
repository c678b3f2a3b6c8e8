using System.Diagnostics;
using ClanLedger.Hosting;
using ClanLedger.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace ClanLedger.Benchmarks;

/// <summary>A sync as the service makes it: durable messages, each of them in the inbox before it is handled.</summary>
internal static class MessagesBenchmark
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Some, in this process. Prints a row for each but for the last columns, which whoever started it knows.</summary>
    public static async Task SyncAsync(Uri bungie, string database, string name, int runs)
    {
        await using var app = SyncBenchmark.Build(database, bungie);
        await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
        await app.StartAsync();
        for (var n = 1; n <= runs; n++)
        {
            var (run, day) = (Guid.CreateVersion7(), await SyncBenchmark.DayAsync(bungie));
            var start = Stopwatch.GetTimestamp();
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new RequestSync(run, day, []));
            while (!await IsAppliedAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), run))
                await Task.Delay(Look);
            Console.WriteLine($"| {name} | | | | | | | | {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
        }

        await app.StopAsync();
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64 / 1_048_576);
    }

    private static async Task<bool> IsAppliedAsync(NpgsqlDataSource database, Guid run)
    {
        await using var command = database.CreateCommand("select exists(select from staging.t_runs where run_id = $1 and applied is not null)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run });
        return await command.ExecuteScalarAsync() is true;
    }
}
