using ClanLedger.Ledger;
using JasperFx.Events;

namespace ClanLedger.Projecting;

/// <summary>Folds a page of events into what it changes, so that each table needs one statement, or COPY, a page.</summary>
internal sealed class GroupsPage
{
    private readonly Dictionary<long, MemberPatch> _members = [];
    private readonly Dictionary<long, CharacterPatch> _characters = [];
    private readonly Dictionary<long, ClanPatch> _clans = [];

    public IReadOnlyCollection<MemberPatch> Members => _members.Values;
    public IReadOnlyCollection<ClanPatch> Clans => _clans.Values;

    /// <summary>Group names by group id.</summary>
    public Dictionary<int, string> Groups { get; } = [];

    /// <summary>Whether a clan ends up in a group.</summary>
    public Dictionary<(int GroupId, long ClanId), bool> GroupClans { get; } = [];

    /// <summary>Days of runs by their ids.</summary>
    public Dictionary<Guid, DateOnly> Runs { get; } = [];

    /// <summary>Sizes by day and clan.</summary>
    public Dictionary<(DateOnly Day, long ClanId), int> Sizes { get; } = [];

    /// <summary>Sums of changes by day, clan and key.</summary>
    public Dictionary<(DateOnly Day, long ClanId, string Key), int> Changes { get; } = [];

    /// <summary>Members and counts that it changes: a measure of its size.</summary>
    public int Rows => _members.Count + Sizes.Count + Changes.Count;

    /// <summary>Folds events.</summary>
    public static GroupsPage Of(IEnumerable<IEvent> events)
    {
        var page = new GroupsPage();
        foreach (var e in events)
            page.Apply(e.StreamKey!, e.Id, e.Data);
        return page;
    }

    /// <summary>Adds the next event of a stream.</summary>
    public void Apply(string streamKey, Guid eventId, object @event)
    {
        switch (@event)
        {
            case IMemberEvent e:
                var member = Member(StreamKeys.IdOf(streamKey));
                member.History.Note(e, eventId, member);
                member.Apply(e);
                break;
            case ClanTracked or ClanRenamed or ClanUntracked:
                Clan(StreamKeys.IdOf(streamKey)).Apply(@event);
                break;
            case ClanGrouped e:
                Groups[e.GroupId] = e.GroupName;
                GroupClans[(e.GroupId, StreamKeys.IdOf(streamKey))] = true;
                break;
            case ClanUngrouped e:
                GroupClans[(e.GroupId, StreamKeys.IdOf(streamKey))] = false;
                break;
            case SyncRequested e:
                Runs[StreamKeys.RunOf(streamKey)] = e.EffectiveDate;
                break;
            case SyncCompleted e:
                Runs[StreamKeys.RunOf(streamKey)] = e.EffectiveDate;
                foreach (var clan in e.Clans)
                    Count(e.EffectiveDate, clan);
                break;
            case SnapshotAccepted { Counts: { } counts } e:
                Count(e.EffectiveDate, counts);
                break;
            case SyncStarted or SnapshotStaged or SnapshotFailed or SnapshotQuarantined or SnapshotAccepted or SnapshotRejected
                or PlatformUnreachable or PlatformReachable:
                break; // About the run alone. Inline, Marten hands over every event of a stream.
            default:
                throw new NotSupportedException($"The groups tables do not know the event {@event.GetType().Name}");
        }
    }

    /// <summary>Hands over the members, so many at once, and forgets them: what is written need not be kept. Nothing may be added then.</summary>
    public IEnumerable<MemberPatch[]> Drain(int atOnce)
    {
        var slices = _members.Values.Chunk(atOnce).ToArray();
        _members.Clear();
        _characters.Clear();
        for (var i = 0; i < slices.Length; i++)
        {
            var slice = slices[i];
            slices[i] = [];
            yield return slice;
        }
    }

    private void Count(DateOnly day, ClanCounts clan)
    {
        if (!Verdicts.Applies(clan.Verdict))
            return;
        Clan(clan.ClanId).Observe(day, clan.Members);
        Sizes[(day, clan.ClanId)] = clan.Members;
        foreach (var (key, value) in clan.Changes)
        {
            var at = (day, clan.ClanId, key);
            Changes[at] = Changes.GetValueOrDefault(at) + value;
        }
    }

    private MemberPatch Member(long id) => _members.TryGetValue(id, out var patch) ? patch : _members[id] = new MemberPatch(id, _characters);

    private ClanPatch Clan(long id) => _clans.TryGetValue(id, out var patch) ? patch : _clans[id] = new ClanPatch(id);
}
