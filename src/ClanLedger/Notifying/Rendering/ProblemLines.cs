using ClanLedger.Ledger;
using ClanLedger.Notifying.Digesting;
using ClanLedger.Replaying;
using ClanLedger.Running;

namespace ClanLedger.Notifying.Rendering;

/// <summary>What needs an officer, a line each. Pure.</summary>
internal static class ProblemLines
{
    private const int MostFindings = 5;

    public static IReadOnlyList<Line> Of(Digest digest) =>
    [
        .. Platform(digest.Outage),
        .. digest.Outage is null or { State: OutageState.Over } ? digest.Clans.SelectMany(OfClan) : [],
        .. digest.LostRoutes.Select(r => new Line().Say("• The route ").Quote(r.Name).Say(" is disabled: ").Quote(r.Why).Say(". See `notify status`.")),
        .. digest.Unsound is { } unsound ? Unsound(unsound) : [],
    ];

    private static IEnumerable<Line> Unsound(VerificationRecord found)
    {
        yield return new Line().Say(
            $"• The ledger was checked {Moment(found.Verified)} and is not sound. `verify` shows what is wrong, and `replay` mends tables that are not what the events say:");
        foreach (var finding in found.Findings.Take(MostFindings))
            yield return new Line().Say("• ").Quote(finding);
        if (found.Findings.Count > MostFindings)
            yield return new Line().Say($"• and {found.Findings.Count - MostFindings} more");
    }

    private static IEnumerable<Line> Platform(Outage? outage) => outage switch
    {
        null => [],
        { State: OutageState.Over } => [new Line().Say($"• bungie.net is back. It had been down since {Moment(outage.Since)}.")],
        _ => [new Line().Say($"• bungie.net is down since {Moment(outage.Since)}. Nothing is concluded about anyone until it is back.")],
    };

    private static IEnumerable<Line> OfClan(ClanFacts clan)
    {
        if (clan.Held is { } held)
        {
            yield return new Line().Say("• ").Quote(clan.Name).Say(held.Known == 0
                ? $": its roster is empty, which no clan's is, so it is held until someone decides: `snapshots show {held.SnapshotId}`."
                : $": {held.Absent} of {held.Known} members are absent from its roster, so it is held. Nobody counts as gone until someone decides: `snapshots show {held.SnapshotId}`.");
        }
        else if (!Verdicts.Applies(clan.Verdict))
        {
            yield return new Line().Say("• ").Quote(clan.Name).Say(": its roster could not be read (").Quote(clan.Why ?? "unknown").Say("). Nothing is concluded about its members.");
        }

        if (clan.Accepted is { } accepted)
            yield return new Line().Say("• ").Quote(clan.Name).Say(": the roster that was held is believed now: ").Quote(accepted).Say(".");

        if (clan.Disputed > 0)
        {
            yield return new Line().Say("• ").Quote(clan.Name).Say(clan.Disputed == 1
                ? ": 1 member is absent from its roster, but bungie.net still says they are in. They do not count as gone."
                : $": {clan.Disputed} members are absent from its roster, but bungie.net still says they are in. They do not count as gone.");
        }
    }

    /// <summary>In each reader's own time zone, and how long ago that is.</summary>
    private static string Moment(DateTimeOffset moment) => $"<t:{moment.ToUnixTimeSeconds()}:f> (<t:{moment.ToUnixTimeSeconds()}:R>)";
}
