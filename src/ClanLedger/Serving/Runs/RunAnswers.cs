using ClanLedger.Ledger;

namespace ClanLedger.Serving.Runs;

/// <summary>A sync run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Date">The ledger's day it is about.</param>
/// <param name="Status">requested, running, or how it ended: complete, partial or failed. One that was broken off stays running: the next goes on with it.</param>
/// <param name="Started">When it began, UTC; after every run begun before, whatever the clock said.</param>
/// <param name="Applied">When it was written to the ledger, UTC; null: not yet.</param>
/// <param name="RequestedBy">Who asked for it through the API; null: nobody did.</param>
/// <param name="Failure">Why it came to nothing before any roster was judged, as when bungie.net refuses the API key; null: it did not.</param>
/// <param name="Clans">What it found, clan by clan; of a held roster that was accepted or rejected since, what that changed.</param>
public sealed record RunItem(
    Guid RunId, DateOnly Date, string Status, DateTimeOffset Started, DateTimeOffset? Applied, string? RequestedBy, string? Failure, IReadOnlyList<ClanCounts> Clans);

/// <summary>What an officer asks for with <c>POST /api/runs</c>.</summary>
/// <param name="Clans">groupIds of tracked clans; null, absent or empty: all.</param>
public sealed record RunToStart(IReadOnlyList<long>? Clans = null);

/// <summary>A run that will begin at once, or when the one under way has ended.</summary>
/// <param name="RunId">The run; see /api/runs/{id}.</param>
/// <param name="Date">The ledger's day it is about.</param>
public sealed record RunStarted(Guid RunId, DateOnly Date);

/// <summary>One roster of one clan in one run, and what it is worth.</summary>
/// <param name="SnapshotId">The snapshot.</param>
/// <param name="RunId">The run that read it.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="ClanName">Its name; null when it is not known.</param>
/// <param name="Date">The ledger's day.</param>
/// <param name="Verdict">complete, failed, quarantined, accepted, rejected or superseded.</param>
/// <param name="Reason">Why it is not complete.</param>
/// <param name="Members">Distinct members on it.</param>
/// <param name="Profiles">How many of their profiles could be seen.</param>
/// <param name="Known">Members the ledger had in the clan when it was judged.</param>
/// <param name="Absent">How many of them are on no complete roster of the run.</param>
/// <param name="Hash">SHA-256 of the roster, hex; null unless it was read whole.</param>
/// <param name="Fetched">When it was read, UTC.</param>
/// <param name="Decided">When it was accepted, rejected or superseded, UTC.</param>
public sealed record SnapshotItem(
    long SnapshotId, Guid RunId, long ClanId, string? ClanName, DateOnly Date, string Verdict, string? Reason, int Members, int Profiles,
    int? Known, int? Absent, string? Hash, DateTimeOffset Fetched, DateTimeOffset? Decided);
