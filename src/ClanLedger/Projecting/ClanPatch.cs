using ClanLedger.Ledger;

namespace ClanLedger.Projecting;

/// <summary>What a page of events changes about one clan: the fields it touches, and null for the others.</summary>
internal sealed class ClanPatch(long clanId)
{
    public long ClanId { get; } = clanId;
    public string? Name { get; private set; }
    public string? Callsign { get; private set; }
    public bool? Tracked { get; private set; }
    public int? MemberCount { get; private set; }
    public DateOnly? LastObserved { get; private set; }

    /// <summary>Tracked (again) within the page: the next complete roster is a baseline.</summary>
    public bool ObservedAnew { get; private set; }

    public void Apply(object @event)
    {
        switch (@event)
        {
            case ClanTracked e:
                (Tracked, LastObserved, ObservedAnew) = (true, null, true);
                Take(e.Names);
                break;
            case ClanRenamed e: Take(e.New); break;
            case ClanUntracked: Tracked = false; break;
            default: throw new NotSupportedException($"groups.t_clans does not know the event {@event.GetType().Name}");
        }
    }

    public void Observe(DateOnly day, int members) => (LastObserved, MemberCount) = (day, members);

    private void Take(ClanNames names) => (Name, Callsign) = (names.Name ?? Name, names.Callsign ?? Callsign);
}
