namespace ClanLedger.Ledger;

// Storage format: the events of the streams run/{runId}. Names and shapes are for ever; evolve by upcasting.

/// <summary>Someone asked for a run over these clans; the event's headers say who.</summary>
public sealed record SyncRequested(DateOnly EffectiveDate, IReadOnlyList<string> ClanIds) : ILedgerEvent;

/// <summary>A sync run over these clans.</summary>
public sealed record SyncStarted(DateOnly EffectiveDate, IReadOnlyList<string> ClanIds) : ILedgerEvent;

/// <summary>A complete roster was staged and applied.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="SnapshotId">staging.t_snapshots, as long as it is kept there.</param>
/// <param name="Hash">SHA-256 of the roster, hex.</param>
/// <param name="Members">Distinct members.</param>
/// <param name="Profiles">How many of their profiles could be seen.</param>
/// <param name="Fetched">When it was read, UTC.</param>
public sealed record SnapshotStaged(
    DateOnly EffectiveDate, long ClanId, long SnapshotId, string Hash, int Members, int Profiles, DateTimeOffset? Fetched = null) : ILedgerEvent;

/// <summary>A roster could not be read whole: nothing is concluded about that clan's members.</summary>
public sealed record SnapshotFailed(DateOnly EffectiveDate, long ClanId, string Reason) : ILedgerEvent;

/// <summary>A complete roster lacks so many known members that it is held: nothing is concluded until it is accepted.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="SnapshotId">staging.t_snapshots.</param>
/// <param name="Hash">SHA-256 of the roster, hex.</param>
/// <param name="Members">Distinct members on the roster.</param>
/// <param name="Known">Members the ledger had in the clan.</param>
/// <param name="Absent">How many of them are on no complete roster of the run.</param>
/// <param name="Fetched">When it was read, UTC.</param>
public sealed record SnapshotQuarantined(
    DateOnly EffectiveDate, long ClanId, long SnapshotId, string Hash, int Members, int Known, int Absent, DateTimeOffset? Fetched = null) : ILedgerEvent;

/// <summary>A held roster was believed, and applied as of its own day.</summary>
/// <param name="EffectiveDate">The day of the roster.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="SnapshotId">staging.t_snapshots.</param>
/// <param name="Reason">Who or what decided.</param>
/// <param name="Counts">What it changed; null when it was accepted within its own run, whose <see cref="SyncCompleted"/> has the counts.</param>
public sealed record SnapshotAccepted(DateOnly EffectiveDate, long ClanId, long SnapshotId, string Reason, ClanCounts? Counts) : ILedgerEvent;

/// <summary>A held roster was refused.</summary>
public sealed record SnapshotRejected(DateOnly EffectiveDate, long ClanId, long SnapshotId, string Reason) : ILedgerEvent;

/// <summary>No clan could be read, as bungie.net answered nothing that could be used.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="Since">The first failure, over all runs in a row that saw nothing, UTC.</param>
public sealed record PlatformUnreachable(DateOnly EffectiveDate, DateTimeOffset Since) : ILedgerEvent;

/// <summary>The first run that bungie.net answered after runs that it did not.</summary>
/// <param name="EffectiveDate">The ledger's day.</param>
/// <param name="Since">Since when bungie.net had been unreachable, UTC.</param>
public sealed record PlatformReachable(DateOnly EffectiveDate, DateTimeOffset Since) : ILedgerEvent;

/// <summary>The run ended. <paramref name="Status"/> is complete, partial or failed.</summary>
public sealed record SyncCompleted(DateOnly EffectiveDate, string Status, IReadOnlyList<ClanCounts> Clans) : ILedgerEvent;

/// <summary>What a run found in one clan.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Verdict">complete, accepted, quarantined or failed; all counts are 0 but for the first two.</param>
/// <param name="Members">Members of the clan once the run is applied; in early ledgers, the distinct members of the roster.</param>
/// <param name="Baseline">The clan's first observation.</param>
/// <param name="Changes">Counts by key of <see cref="CountKeys"/>; zero counts are left out.</param>
public sealed record ClanCounts(
    long ClanId, string Verdict, int Members, bool Baseline, IReadOnlyDictionary<string, int> Changes)
{
    /// <summary>A count by its key; 0 when it is not there.</summary>
    public int Count(string key) => Changes.GetValueOrDefault(key);
}
