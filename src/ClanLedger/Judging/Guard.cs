using ClanLedger.Hosting.Configuring;
using ClanLedger.Ledger;

namespace ClanLedger.Judging;

/// <summary>A complete roster beside what the ledger knows of its clan.</summary>
/// <param name="SnapshotId">staging.t_snapshots.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Members">Distinct members on the roster.</param>
/// <param name="Known">Members the ledger has in the clan.</param>
/// <param name="Absent">How many of them are on no complete roster of the run.</param>
/// <param name="Before">The roster before, if that one is held and undecided.</param>
/// <param name="Observed">The clan was observed before.</param>
internal sealed record Absence(long SnapshotId, long ClanId, int Members, int Known, int Absent, HeldBefore? Before, bool Observed = true);

/// <summary>A held roster, seen from the next one of its clan.</summary>
/// <param name="Day">The ledger's day of it.</param>
/// <param name="Members">Distinct members on it.</param>
/// <param name="AbsentSince">How many known members were on a roster of its run, and are on none of the next.</param>
/// <param name="Agreeing">Days in a row that said the same up to it.</param>
/// <param name="SomeoneIsBack">Someone who was absent from it is on the next one.</param>
internal sealed record HeldBefore(DateOnly Day, int Members, int AbsentSince, int Agreeing, bool SomeoneIsBack);

/// <summary>What the guard makes of a complete roster.</summary>
/// <param name="Absence">What was judged.</param>
/// <param name="Verdict">Complete, quarantined or accepted.</param>
/// <param name="Reason">Why it is not simply complete.</param>
/// <param name="Agreeing">Days in a row that say the same; null when nothing is held.</param>
internal sealed record Judgment(Absence Absence, string Verdict, string? Reason, int? Agreeing);

/// <summary>Holds a roster that lacks so many known members that a fault of bungie.net is likelier than their leaving. Pure.</summary>
internal static class Guard
{
    /// <summary>Judges a complete roster.</summary>
    /// <remarks>An empty one is never a clan's first: whoever the next one lists would have joined since.</remarks>
    /// <param name="absence">What it lacks.</param>
    /// <param name="today">The ledger's day of the roster.</param>
    /// <param name="settings">The limits.</param>
    public static Judgment Judge(Absence absence, DateOnly today, GuardSettings settings)
    {
        if (!IsSuspect(absence, settings))
            return new Judgment(absence, Verdicts.Complete, null, null);

        var agreeing = absence.Before is { } before && SaysTheSame(absence, before, settings) ? before.Agreeing + (before.Day < today ? 1 : 0) : 1;
        if (absence is { Members: 0, Observed: false })
            return new Judgment(absence, Verdicts.Quarantined, "the roster is empty, which no clan's is; held until one lists someone", agreeing);
        var missing = absence.Members == 0
            ? $"the roster is empty, {absence.Known} members were known"
            : $"{absence.Absent} of {absence.Known} known members are absent";
        return agreeing >= settings.AutoAcceptAfter
            ? new Judgment(absence, Verdicts.Accepted, $"{missing}; accepted, as {agreeing} days in a row say the same", agreeing)
            : new Judgment(absence, Verdicts.Quarantined, $"{missing}; held until accepted, or until {settings.AutoAcceptAfter} days in a row say the same (day {agreeing})", agreeing);
    }

    /// <summary>More than the share and at least the number are absent, or everyone is. A share of 1 switches the guard off.</summary>
    /// <remarks>A clan that was seen empty, and believed, may stay so.</remarks>
    private static bool IsSuspect(Absence a, GuardSettings settings) =>
        settings.MaxAbsentShare < 1
        && (a.Members == 0 ? a.Known > 0 || !a.Observed : AreTooMany(a.Absent, a.Known, settings));

    /// <summary>Nobody is back, and no more are absent since than would be believed: else what is worse by far, or of others, would be accepted for what was held.</summary>
    private static bool SaysTheSame(Absence a, HeldBefore before, GuardSettings settings) =>
        !before.SomeoneIsBack && (a.Members == 0 ? before.Members == 0 : !AreTooMany(before.AbsentSince, a.Known, settings));

    private static bool AreTooMany(int absent, int known, GuardSettings settings) =>
        absent >= settings.MaxAbsentMembers && absent > settings.MaxAbsentShare * known;
}
