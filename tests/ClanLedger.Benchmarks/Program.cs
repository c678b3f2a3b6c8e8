using System.Diagnostics;
using ClanLedger.Benchmarks;

// dotnet run --project tests/ClanLedger.Benchmarks -c Release [-- CLANS MEMBERS]
if (args is ["simulator", var clanArgument, var memberArgument])
{
    await BenchmarkWorld.ServeAsync(int.Parse(clanArgument), int.Parse(memberArgument));
    return;
}

var clans = args.Length > 0 ? int.Parse(args[0]) : 200;
var members = args.Length > 1 ? int.Parse(args[1]) : 100;
var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
foreach (var argument in new[] { "simulator", clans.ToString(), members.ToString() })
    start.ArgumentList.Add(argument);
using var simulator = Process.Start(start)!;
try
{
    var url = new Uri((await simulator.StandardOutput.ReadLineAsync())!);
    await SyncBenchmark.RunAsync(url, clans, members);
}
finally
{
    simulator.StandardInput.Close();
    await simulator.WaitForExitAsync();
}
