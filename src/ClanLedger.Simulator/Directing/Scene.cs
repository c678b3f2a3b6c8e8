namespace ClanLedger.Simulator.Directing;

/// <summary>Something that goes wrong in the course of a demonstration.</summary>
/// <param name="Name">As it is chosen on a command line.</param>
/// <param name="Description">One line: what goes wrong, and on which days.</param>
/// <param name="Direct">Call it for each day from 1 to 14, once, after the world has lived it and before anyone asks. Faults set otherwise are cleared.</param>
public sealed record Scene(string Name, string Description, Action<SimulatedBungie, int> Direct);
