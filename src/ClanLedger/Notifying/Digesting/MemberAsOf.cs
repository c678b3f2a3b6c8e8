using ClanLedger.Ledger;

namespace ClanLedger.Notifying.Digesting;

/// <summary>A member as a run left them.</summary>
/// <param name="Names">What they were called.</param>
/// <param name="Last">The last stay that had begun by the run's day.</param>
/// <param name="Before">The stay before that.</param>
internal sealed record MemberAsOf(MemberNames Names, StayAsOf? Last, StayAsOf? Before)
{
    /// <summary>The clan they were in, or had been in last.</summary>
    public long ClanId => Last?.ClanId ?? 0;

    /// <summary>Their leave, with how long they had been there. bungie.net's join date serves for those who were there from the beginning.</summary>
    public Left Gone(MemberLeft e, DateOnly day)
    {
        var stay = Last is { } last && last.Left == day && last.ClanId == e.ClanId ? last : Before is { } before && before.Left == day ? before : null;
        var claimed = stay is { Baseline: true, JoinDate: { } joined } ? DateOnly.FromDateTime(joined.UtcDateTime) : (DateOnly?)null;
        return new Left(Names, e.ClanId, claimed < stay?.Joined ? claimed : stay?.Joined, stay is { Baseline: true } && claimed is null, e.To);
    }

    /// <summary>When they had left before they were seen again on that day.</summary>
    public DateOnly? LeftBefore(DateOnly day) => Last?.Joined == day ? Before?.Left : null;
}

/// <summary>A stay in a clan.</summary>
/// <param name="ClanId">The clan.</param>
/// <param name="Joined">Its first day in the ledger.</param>
/// <param name="Baseline">The clan was first observed then: they joined then or before.</param>
/// <param name="JoinDate">Bungie's claim.</param>
/// <param name="Left">The day of the leave; null: still there.</param>
internal sealed record StayAsOf(long ClanId, DateOnly Joined, bool Baseline, DateTimeOffset? JoinDate, DateOnly? Left);
