namespace ClanLedger.Simulator;

internal static class SimulatorProgram
{
    private static void Main() => Console.WriteLine("simulator");
}
