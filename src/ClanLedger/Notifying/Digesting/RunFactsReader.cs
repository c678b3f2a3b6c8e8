using ClanLedger.Ledger;
using ClanLedger.Replaying;
using ClanLedger.Running;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Npgsql;

namespace ClanLedger.Notifying.Digesting;

/// <summary>Reads what a run appended, with the names and stays that belong to it: as of then, also when later runs came in between.</summary>
internal static class RunFactsReader
{
    private static readonly Type[] Told =
        [typeof(MemberLeft), typeof(MemberReturned), typeof(MemberTransferred), typeof(MemberRenamed), typeof(MemberRoleChanged), typeof(ClanRenamed)];

    public static async Task<RunFacts> ReadAsync(IDocumentStore store, NpgsqlDataSource database, Report report, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var run = (await session.Events.FetchStreamAsync(StreamKeys.Run(report.OfRun ?? report.RunId), token: ct))
            .Where(e => e.Sequence <= report.Through && (report.OfRun is null || e.Sequence > report.After)).Select(e => e.Data).ToArray();
        var counts = report.OfRun is null ? run.OfType<SyncCompleted>().Single().Clans : [.. run.OfType<SnapshotAccepted>().Select(e => e.Counts).OfType<ClanCounts>()];
        var baselines = counts.Where(c => c.Baseline).Select(c => c.ClanId).ToHashSet();

        // The joins of a first observation may be a hundred thousand, and no one is told them.
        var types = counts.All(c => c.Baseline || !Verdicts.Applies(c.Verdict)) ? Told : [.. Told, typeof(MemberJoined)];
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.Sequence > report.After && e.Sequence <= report.Through && e.EventTypesAre(types))
            .OrderBy(e => e.Sequence).ToListAsync(ct);
        var clans = await KnownClans.ReadAsync(database, ct);
        var members = await MembersAsOf.ReadAsync(
            session, database, [.. events.Where(e => e.Data is IMemberEvent).Select(e => StreamKeys.IdOf(e.StreamKey!)).Distinct()], report, ct);
        Change[] changes = [.. Changes(events, members, baselines, report.Day)];
        return new RunFacts(
            report.Day, report.Recorded,
            [.. counts.Select(c => Facts(c, clans, run, events)).Concat(MovedFrom(counts, clans, changes)).OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.ClanId)],
            clans.ToDictionary(c => c.Key, c => c.Value.Name),
            changes, OutageOf(run),
            await VerificationRecord.LastAsync(database, report.Recorded, ct) is { Sound: false } unsound ? unsound : null,
            report.OfRun is not null || clans.Any(c => c.Value.Tracked && counts.All(o => o.ClanId != c.Key)));
    }

    /// <summary>Clans that were not looked at, and from which somebody moved to one that was.</summary>
    private static IEnumerable<ClanFacts> MovedFrom(IReadOnlyList<ClanCounts> counts, IReadOnlyDictionary<long, KnownClan> clans, Change[] changes) =>
        changes.OfType<Moved>().Select(m => m.FromClanId).Distinct()
            .Where(id => counts.All(c => c.ClanId != id) && clans.TryGetValue(id, out var clan) && clan.Tracked)
            .Select(id => new ClanFacts(id, clans[id].Name, clans[id].Groups, Verdicts.Complete, clans[id].Present, false, 0, 0, null, null, null));

    private static ClanFacts Facts(ClanCounts counts, IReadOnlyDictionary<long, KnownClan> clans, object[] run, IReadOnlyList<IEvent> events)
    {
        var clan = clans[counts.ClanId];
        var renamed = events.Where(e => e.StreamKey == StreamKeys.Clan(counts.ClanId)).Select(e => e.Data).OfType<ClanRenamed>().LastOrDefault();
        var held = run.OfType<SnapshotQuarantined>().FirstOrDefault(e => e.ClanId == counts.ClanId);
        return new ClanFacts(
            counts.ClanId, renamed?.New.Name ?? clan.Name, clan.Groups, counts.Verdict, Verdicts.Applies(counts.Verdict) ? counts.Members : clan.Members is null ? null : clan.Present,
            counts.Baseline, counts.Count(CountKeys.Played), counts.Count(CountKeys.Disputed),
            held is null ? null : new HeldRoster(held.SnapshotId, held.Absent, held.Known),
            run.OfType<SnapshotFailed>().FirstOrDefault(e => e.ClanId == counts.ClanId)?.Reason,
            renamed is { Old.Name: { } old } && old != renamed.New.Name ? old : null,
            run.OfType<SnapshotAccepted>().FirstOrDefault(e => e.ClanId == counts.ClanId)?.Reason,
            counts.Baseline ? counts.Count(CountKeys.Disabled) : 0);
    }

    private static IEnumerable<Change> Changes(
        IEnumerable<IEvent> events, IReadOnlyDictionary<long, MemberAsOf> members, HashSet<long> baselines, DateOnly day)
    {
        foreach (var (data, member) in events.Where(e => e.Data is IMemberEvent).Select(e => (e.Data, members[StreamKeys.IdOf(e.StreamKey!)])))
        {
            var change = data switch
            {
                MemberJoined { Baseline: false } e when !baselines.Contains(e.Stay.ClanId) => new Joined(e.Names, e.Stay.ClanId),
                MemberLeft { Baseline: false } e => member.Gone(e, day),
                MemberReturned { Baseline: false } e => new Returned(member.Names, e.Stay.ClanId, e.FormerClanId, member.LeftBefore(day)),
                MemberTransferred { Baseline: false } e => new Moved(member.Names, e.Stay.ClanId, e.FromClanId),
                MemberRoleChanged e => new RoleChanged(member.Names, e.ClanId, e.Old, e.New),
                MemberRenamed e => new Renamed(e.New, member.ClanId, e.Old),
                _ => (Change?)null,
            };
            if (change is not null)
                yield return change;
        }
    }

    private static Outage? OutageOf(object[] run) =>
        run.OfType<PlatformUnreachable>().FirstOrDefault() is { } down ? new Outage(OutageState.Began, down.Since)
        : run.OfType<PlatformReachable>().FirstOrDefault() is { } back ? new Outage(OutageState.Over, back.Since)
        : null;
}
