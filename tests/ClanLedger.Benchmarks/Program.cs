using ClanLedger.Benchmarks;

const string Usage = """
    dotnet run --project tests/ClanLedger.Benchmarks -c Release [-- ARGUMENTS]

      [CLANS MEMBERS]            first and daily syncs, step by step (200 clans of 100 members)
      ledger CLANS MEMBERS DAYS  the same beside plain SQL and COPY, in a ledger with that many days of play; then replay and verify
      ledger                     that for 2,000, 20,000 (165 days: 1,000,000 events) and 100,000 members, one after another
      pace                       a first sync from a bungie.net that refuses what goes beyond 250 requests in any 10 s
      memory                     what hostile answers cost
      api                        the HTTP API on 100,000 members and 2,000,000 events
      api [fill] CONNECTION      the same on a database that is there: fills it, or asks about it
    """;

switch (args)
{
    case ["simulator", var clans, var members]:
        await BenchmarkWorld.ServeAsync(int.Parse(clans), int.Parse(members));
        break;
    case ["sync", var bungie, var database, var name, var runs]:
        await SyncBenchmark.SyncAsync(new Uri(bungie), database, name, int.Parse(runs));
        break;
    case ["ledger-sync", var bungie, var database, var day, .. var names]:
        await LedgerBenchmark.SyncAsync(new Uri(bungie), database, DateOnly.Parse(day), names);
        break;
    case ["replay", var database]:
        await LedgerBenchmark.ReplayAsync(database);
        break;
    case ["verify", var database]:
        await LedgerBenchmark.VerifyAsync(database);
        break;
    case ["ledger"]:
        foreach (var (clans, days) in new[] { ("20", "1"), ("200", "165"), ("1000", "1") })
            await Self.RunAsync("ledger", clans, "100", days);
        break;
    case ["ledger", var clans, var members, var days]:
        await BesideSimulatorAsync(clans, members, $"{days} days old, ", url => LedgerBenchmark.RunAsync(url, int.Parse(days)));
        break;
    case ["simulator", var clans, var members, var hostility]:
        await BenchmarkWorld.ServeAsync(int.Parse(clans), int.Parse(members), hostility);
        break;
    case ["pace"]:
        await PaceBenchmark.RunAsync();
        break;
    case ["memory"]:
        await MemoryBenchmark.RunAsync();
        break;
    case ["memory", var bungie, var database, var day, var name]:
        await MemoryBenchmark.SyncAsync(new Uri(bungie), database, DateOnly.Parse(day), name);
        break;
    case ["messages", var bungie, var database, var name, var runs]:
        await MessagesBenchmark.SyncAsync(new Uri(bungie), database, name, int.Parse(runs));
        break;
    case ["api"]:
        await ApiBenchmark.RunAsync();
        break;
    case ["api", "fill", var database]:
        await ApiBenchmark.FillAsync(database);
        break;
    case ["api", var database]:
        await ApiBenchmark.AskAsync(database);
        break;
    case ["serve", var database]:
        await ApiBenchmark.ServeAsync(database);
        break;
    case [] or [_, _]:
        await BesideSimulatorAsync(args is [var c, _] ? c : "200", args is [_, var m] ? m : "100", "", SyncBenchmark.RunAsync);
        break;
    default:
        Console.Error.WriteLine(Usage);
        return 1;
}

return 0;

static async Task BesideSimulatorAsync(string clans, string members, string age, Func<Uri, Task> benchmark)
{
    using var simulator = Self.Start(redirectInput: true, "simulator", clans, members);
    try
    {
        var url = new Uri((await simulator.StandardOutput.ReadLineAsync())!);
        Console.WriteLine($"{clans} clans x {members} members, {age}{Environment.ProcessorCount} cores, .NET {Environment.Version}\n");
        await benchmark(url);
    }
    finally
    {
        simulator.StandardInput.Close();
        await simulator.WaitForExitAsync();
    }
}
