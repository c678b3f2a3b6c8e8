namespace ClanLedger.Ledger;

// Storage format: the events of the streams run/{runId}. Names and shapes are for ever; evolve by upcasting.

/// <summary>A sync run over these clans.</summary>
public sealed record SyncStarted(DateOnly EffectiveDate, IReadOnlyList<string> ClanIds);

/// <summary>A complete roster was staged and applied.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="SnapshotId">staging.t_snapshots, as long as it is kept there.</param>
/// <param name="Hash">SHA-256 of the roster, hex.</param>
/// <param name="Members">Distinct members.</param>
/// <param name="Profiles">How many of their profiles could be seen.</param>
public sealed record SnapshotStaged(
    DateOnly EffectiveDate, long ClanId, long SnapshotId, string Hash, int Members, int Profiles);

/// <summary>A roster could not be read whole: nothing is concluded about that clan's members.</summary>
public sealed record SnapshotFailed(DateOnly EffectiveDate, long ClanId, string Reason);

/// <summary>The run ended. <paramref name="Status"/> is complete, partial or failed.</summary>
public sealed record SyncCompleted(DateOnly EffectiveDate, string Status, IReadOnlyList<ClanCounts> Clans);

/// <summary>What a run found in one clan.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Verdict">complete or failed; all counts are 0 unless complete.</param>
/// <param name="Members">Distinct members of the roster.</param>
/// <param name="Baseline">The clan's first observation.</param>
/// <param name="Changes">Counts by key of <see cref="CountKeys"/>; zero counts are left out.</param>
public sealed record ClanCounts(
    long ClanId, string Verdict, int Members, bool Baseline, IReadOnlyDictionary<string, int> Changes)
{
    /// <summary>A count by its key; 0 when it is not there.</summary>
    public int Count(string key) => Changes.GetValueOrDefault(key);
}
