using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>What goes wrong on purpose. Safe to change while requests are served.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Standing> _standing = [];

    /// <summary>Adds a fault. Of those that cover a request and have to do with its endpoint, the newest wins.</summary>
    /// <param name="target">Which requests.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">After so many answers it ends, and older faults show again; null: it stays.</param>
    public void On(Target target, Fault fault, int? times = null)
    {
        if (times is { } limit)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(times));
        lock (_gate)
            _standing.Add(new Standing(target, fault) { Left = times });
    }

    /// <summary>Ends all faults that were added for exactly this target.</summary>
    public void Off(Target target)
    {
        lock (_gate)
            _standing.RemoveAll(s => s.Target == target);
    }

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        lock (_gate)
            _standing.Clear();
    }

    /// <summary>Every request about this clan fails.</summary>
    public void ForClan(long clanId, Fault fault) => On(Target.Clan(clanId), fault);

    /// <summary>The second and later pages of this clan's roster fail.</summary>
    public void ForLaterPages(long clanId, Fault fault) => On(Target.LaterPages(clanId), fault);

    /// <summary>This member's profile fails.</summary>
    public void ForProfile(long membershipId, Fault fault) => On(Target.Profile(membershipId), fault);

    /// <summary>Everything fails.</summary>
    public void ForAll(Fault fault) => On(Target.Everything, fault);

    /// <summary>The fault for the answer that is given next; null: none. Counts as one of its times.</summary>
    internal Fault? Next(Question question)
    {
        lock (_gate)
        {
            for (var i = _standing.Count - 1; i >= 0; i--)
            {
                var standing = _standing[i];
                if (!standing.Target.Covers(question) || standing.Fault.For(question) is not { } fault)
                    continue;
                if (standing.Left is { } left && (standing.Left = left - 1) == 0)
                    _standing.RemoveAt(i);
                return fault;
            }

            return null;
        }
    }

    private sealed record Standing(Target Target, Fault Fault)
    {
        public int? Left { get; set; }
    }
}
