namespace ClanLedger.Simulator.Misbehaving;

/// <summary>Chance that is the same in every process: SplitMix64 over its parts.</summary>
internal static class Chance
{
    public static ulong Of(params ReadOnlySpan<long> parts)
    {
        var state = 0UL;
        foreach (var part in parts)
            state = Mix(state ^ (ulong)part);
        return state;
    }

    public static ulong Of(ulong chance) => Mix(chance);

    /// <summary>From 0 up to, not including, 1.</summary>
    public static double Share(ulong chance) => (chance >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
