using ClanLedger.Benchmarks;

// dotnet run --project tests/ClanLedger.Benchmarks -c Release [-- CLANS MEMBERS]
switch (args)
{
    case ["simulator", var clans, var members]:
        await BenchmarkWorld.ServeAsync(int.Parse(clans), int.Parse(members));
        break;
    case ["sync", var bungie, var database, var day, var name]:
        await SyncBenchmark.SyncAsync(new Uri(bungie), database, DateOnly.Parse(day), name);
        break;
    case [] or [_, _]:
        await BesideSimulatorAsync(args is [var c, var m] ? (c, m) : ("200", "100"));
        break;
    default:
        Console.Error.WriteLine("Arguments: none, or CLANS MEMBERS");
        return 1;
}

return 0;

static async Task BesideSimulatorAsync((string Clans, string Members) size)
{
    using var simulator = Self.Start(redirectInput: true, "simulator", size.Clans, size.Members);
    try
    {
        var url = new Uri((await simulator.StandardOutput.ReadLineAsync())!);
        Console.WriteLine($"{size.Clans} clans x {size.Members} members, {Environment.ProcessorCount} cores, .NET {Environment.Version}\n");
        await SyncBenchmark.RunAsync(url);
    }
    finally
    {
        simulator.StandardInput.Close();
        await simulator.WaitForExitAsync();
    }
}
