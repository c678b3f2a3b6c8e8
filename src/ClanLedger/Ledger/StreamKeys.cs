using System.Globalization;

namespace ClanLedger.Ledger;

/// <summary>Keys of the event streams. Storage format.</summary>
public static class StreamKeys
{
    /// <summary><c>member/{membershipId}</c>.</summary>
    public static string Member(long membershipId) => $"member/{membershipId}";

    /// <summary><c>clan/{groupId}</c>.</summary>
    public static string Clan(long clanId) => $"clan/{clanId}";

    /// <summary><c>run/{runId}</c>.</summary>
    public static string Run(Guid runId) => $"run/{runId}";

    /// <summary>The run behind a run's key.</summary>
    /// <exception cref="FormatException">The key is of another kind.</exception>
    public static Guid RunOf(string streamKey) => Guid.Parse(streamKey.AsSpan("run/".Length));

    /// <summary>The number behind the slash of a member's or clan's key.</summary>
    /// <exception cref="FormatException">The key is of another kind.</exception>
    public static long IdOf(string streamKey) =>
        long.Parse(streamKey.AsSpan(streamKey.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
}
