using ClanLedger.Ledger;
using ClanLedger.Running;

namespace ClanLedger.Appending;

/// <summary>The events of a run about itself and about its clans. Asks nothing of the database.</summary>
internal static class RunDecision
{
    /// <summary>Clans whose complete snapshot has another name or call sign than the ledger.</summary>
    public static IEnumerable<StreamOfRun> RenamedClans(IReadOnlyList<SnapshotOfRun> snapshots, DateOnly today) =>
        from s in snapshots
        where s.Applies
        let seen = new ClanNames(s.Seen.Name ?? s.Known.Name, s.Seen.Callsign ?? s.Known.Callsign)
        where seen != s.Known
        select new StreamOfRun(StreamKeys.Clan(s.ClanId), s.SnapshotId, [new ClanRenamed(today, s.Known, seen)]);

    /// <summary>How the run ended, with its counts per clan in the order the clans were asked for.</summary>
    public static SyncCompleted Complete(ApplyRoster run, IReadOnlyList<SnapshotOfRun> snapshots, RunTally tally)
    {
        var clans = snapshots.Select(s => Counts(s, tally)).ToArray();
        var complete = clans.Count(c => Verdicts.Applies(c.Verdict));
        var status = complete == run.ClanIds.Count ? RunStatus.Complete : complete == 0 ? RunStatus.Failed : RunStatus.Partial;
        return new SyncCompleted(run.EffectiveDate, status, clans);
    }

    /// <summary>What a run found in one clan. Its size is that of the ledger, not of the roster: who is absent, but is still in the clan by another answer, counts.</summary>
    public static ClanCounts Counts(SnapshotOfRun s, RunTally tally) =>
        new(s.ClanId, s.Verdict, s.Applies ? s.MembersBefore + tally.GainOf(s.ClanId) : 0, s.Baseline && s.Applies, tally.Of(s.ClanId));

    /// <summary>What the run appends beside its members: renamed clans, then its own stream. Counts when it is enumerated: after the last member.</summary>
    public static IEnumerable<StreamOfRun> Conclude(ApplyRoster run, IReadOnlyList<SnapshotOfRun> snapshots, RunTally tally, Outage? outage)
    {
        foreach (var clan in RenamedClans(snapshots, run.EffectiveDate))
            yield return clan;
        yield return new StreamOfRun(StreamKeys.Run(run.RunId), null, RunEvents(run, snapshots, Complete(run, snapshots, tally), outage));
    }

    /// <summary>The whole story of the run, in order.</summary>
    private static IReadOnlyList<object> RunEvents(ApplyRoster run, IReadOnlyList<SnapshotOfRun> snapshots, SyncCompleted completed, Outage? outage) =>
    [
        new SyncStarted(run.EffectiveDate, [.. run.ClanIds.Select(id => id.ToString())]),
        .. snapshots.SelectMany(s => Story(s, run.EffectiveDate)),
        .. Platform(outage, run.EffectiveDate),
        completed,
    ];

    private static IEnumerable<object> Platform(Outage? outage, DateOnly day) => outage switch
    {
        null => [],
        { State: OutageState.Over } => [new PlatformReachable(day, outage.Since)],
        _ => [new PlatformUnreachable(day, outage.Since)],
    };

    private static IEnumerable<object> Story(SnapshotOfRun s, DateOnly day)
    {
        yield return s.Verdict switch
        {
            Verdicts.Failed => new SnapshotFailed(day, s.ClanId, s.Reason ?? "unknown"),
            Verdicts.Quarantined => new SnapshotQuarantined(day, s.ClanId, s.SnapshotId, s.Hash!, s.Members, s.KnownMembers, s.AbsentMembers, s.Fetched),
            _ => new SnapshotStaged(day, s.ClanId, s.SnapshotId, s.Hash!, s.Members, s.Profiles, s.Fetched),
        };
        if (s.Verdict == Verdicts.Accepted)
            yield return new SnapshotAccepted(day, s.ClanId, s.SnapshotId, s.Reason!, null);
    }
}
