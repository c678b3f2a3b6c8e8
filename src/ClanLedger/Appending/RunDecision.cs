using ClanLedger.Ledger;
using ClanLedger.Running;

namespace ClanLedger.Appending;

/// <summary>The events of a run about itself and about its clans. Pure.</summary>
internal static class RunDecision
{
    /// <summary>Clans whose complete snapshot has another name or call sign than the ledger.</summary>
    public static IEnumerable<StreamOfRun> RenamedClans(IReadOnlyList<SnapshotOfRun> snapshots, DateOnly today) =>
        from s in snapshots
        where s.Verdict == Verdicts.Complete
        let seen = new ClanNames(s.Seen.Name ?? s.Known.Name, s.Seen.Callsign ?? s.Known.Callsign)
        where seen != s.Known
        select new StreamOfRun(StreamKeys.Clan(s.ClanId), s.SnapshotId, [new ClanRenamed(today, s.Known, seen)]);

    /// <summary>How the run ended, with its counts per clan in the order the clans were asked for.</summary>
    public static SyncCompleted Complete(ApplyRoster run, IReadOnlyList<SnapshotOfRun> snapshots, RunTally tally)
    {
        var clans = snapshots.Select(s => new ClanCounts(
            s.ClanId, s.Verdict, s.Verdict == Verdicts.Complete ? s.Members : 0, s.Baseline && s.Verdict == Verdicts.Complete,
            tally.Of(s.ClanId))).ToArray();
        var complete = clans.Count(c => c.Verdict == Verdicts.Complete);
        var status = complete == run.ClanIds.Count ? RunStatus.Complete : complete == 0 ? RunStatus.Failed : RunStatus.Partial;
        return new SyncCompleted(run.EffectiveDate, status, clans);
    }

    /// <summary>The whole story of the run, in order.</summary>
    public static IReadOnlyList<object> RunEvents(ApplyRoster run, IReadOnlyList<SnapshotOfRun> snapshots, SyncCompleted completed) =>
    [
        new SyncStarted(run.EffectiveDate, [.. run.ClanIds.Select(id => id.ToString())]),
        .. snapshots.Select(s => s.Verdict == Verdicts.Complete
            ? (object)new SnapshotStaged(run.EffectiveDate, s.ClanId, s.SnapshotId, s.Hash!, s.Members, s.Profiles)
            : new SnapshotFailed(run.EffectiveDate, s.ClanId, s.Reason ?? "unknown")),
        completed,
    ];
}
