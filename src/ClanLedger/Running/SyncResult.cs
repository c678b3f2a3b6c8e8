using ClanLedger.Appending;
using ClanLedger.Ledger;

namespace ClanLedger.Running;

/// <summary>What a run did, for whoever asked for it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Completed">Its last event: status and counts per clan.</param>
/// <param name="Snapshots">The rosters it saw.</param>
/// <param name="Outage">What is, or was, wrong with bungie.net as a whole.</param>
/// <param name="Staged">Figures of fetching and staging.</param>
/// <param name="Applied">Figures of diffing, appending and projecting.</param>
/// <param name="MovedOut">How many moved from a clan to another one, in whose counts they stand, by clan.</param>
public sealed record SyncResult(
    Guid RunId, SyncCompleted Completed, IReadOnlyList<SnapshotOfRun> Snapshots, Outage? Outage, StagingFigures Staged, ApplyFigures Applied,
    IReadOnlyDictionary<long, int> MovedOut)
{
    /// <summary>A count over all clans.</summary>
    public int Count(string key) => Completed.Clans.Sum(c => c.Count(key));
}

/// <summary>Figures of the run's one transaction.</summary>
/// <param name="Diffing">The SQL diff, read to its end.</param>
/// <param name="Appending">Events, projection, outbox and commit.</param>
/// <param name="Members">Members that changed.</param>
public sealed record ApplyFigures(TimeSpan Diffing, TimeSpan Appending, int Members);

/// <summary>A staged snapshot beside what the ledger knew of its clan.</summary>
/// <param name="SnapshotId">staging.t_snapshots.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Verdict">One of <see cref="Verdicts"/>.</param>
/// <param name="Reason">Why it is not complete.</param>
/// <param name="Members">Distinct members read.</param>
/// <param name="Profiles">Profiles that could be seen.</param>
/// <param name="Hash">Fingerprint; null unless complete.</param>
/// <param name="Seen">Names as bungie.net gave them.</param>
/// <param name="Known">Names as the ledger had them.</param>
/// <param name="Baseline">The clan was not observed before.</param>
/// <param name="KnownMembers">Members the ledger had in the clan when the roster was judged.</param>
/// <param name="AbsentMembers">How many of them were on no complete roster of the run.</param>
/// <param name="Disputed">How many of those bungie.net still says to be in the clan.</param>
/// <param name="Fetched">When it was judged complete or not, UTC.</param>
/// <param name="MembersBefore">Members the ledger has in the clan as of the roster's day, before it is applied.</param>
public sealed record SnapshotOfRun(
    long SnapshotId, long ClanId, string Verdict, string? Reason, int Members, int Profiles, string? Hash,
    ClanNames Seen, ClanNames Known, bool Baseline, int KnownMembers, int AbsentMembers, int Disputed,
    DateTimeOffset Fetched, int MembersBefore)
{
    /// <summary>Whether changes are concluded from it.</summary>
    public bool Applies => Verdicts.Applies(Verdict);
}
