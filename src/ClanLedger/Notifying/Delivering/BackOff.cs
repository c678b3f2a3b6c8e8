namespace ClanLedger.Notifying.Delivering;

/// <summary>When a message that failed is tried again. Pure.</summary>
internal static class BackOff
{
    /// <summary>Older messages are given up: they would be no news.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Four times longer with each attempt, up to a quarter of an hour.</summary>
    /// <param name="first">After the first attempt.</param>
    /// <param name="attempts">How many there were, from 1.</param>
    public static TimeSpan After(TimeSpan first, int attempts) =>
        TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, first.TotalSeconds * Math.Pow(4, Math.Min(attempts, 10) - 1)));
}
