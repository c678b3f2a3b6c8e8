namespace ClanLedger.Simulator.Misbehaving;

/// <summary>What goes wrong on purpose. Safe to change while requests are served.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>From now on these answers are spoiled; the newest fault that covers an answer spoils it.</summary>
    /// <param name="target">Which answers.</param>
    /// <param name="fault">How.</param>
    /// <param name="times">How many answers; null: until it is taken off.</param>
    public void On(Target target, Fault fault, int? times = null)
    {
        lock (_gate)
            _entries.Insert(0, new Entry(target, fault) { Left = times });
    }

    /// <summary>Every request about this clan fails.</summary>
    public void ForClan(long clanId, Fault fault) => On(Target.Clan(clanId), fault);

    /// <summary>The second and later pages of this clan's roster fail.</summary>
    public void ForLaterPages(long clanId, Fault fault) => On(Target.LaterPages(clanId), fault);

    /// <summary>This member's profile fails.</summary>
    public void ForProfile(long membershipId, Fault fault) => On(Target.Profile(membershipId), fault);

    /// <summary>Everything fails.</summary>
    public void ForAll(Fault fault) => On(Target.Everything, fault);

    /// <summary>These answers are right again.</summary>
    public void Off(Target target)
    {
        lock (_gate)
            _entries.RemoveAll(e => e.Target == target);
    }

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
    }

    internal Fault? Of(Question question)
    {
        lock (_gate)
        {
            if (_entries.Find(e => e.Target.Covers(question)) is not { } entry)
                return null;
            if (--entry.Left == 0)
                _entries.Remove(entry);
            return entry.Fault;
        }
    }

    private sealed class Entry(Target target, Fault fault)
    {
        public Target Target { get; } = target;
        public Fault Fault { get; } = fault;
        public int? Left { get; set; }
    }
}
