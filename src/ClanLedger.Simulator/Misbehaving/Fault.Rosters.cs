using ClanLedger.Simulator.Misbehaving.Rosters;

namespace ClanLedger.Simulator.Misbehaving;

/// <content>Rosters that lie, all under ErrorCode 1. The detail tells the same lie where the target covers it.</content>
public abstract partial record Fault
{
    /// <summary>No members, and counts of 0.</summary>
    public static Fault EmptyRoster { get; } = new NoMembers();

    /// <summary>Endless invented members after the real ones; totalResults claims 10,000 pages.</summary>
    public static Fault HasMoreForEver { get; } = new EndlessPages(10_000);

    /// <summary>Every page is the first one again, and hasMore (Bungie-net/api#933).</summary>
    public static Fault RepeatsFirstPage { get; } = new FirstPageAgain();

    /// <summary>hasMore is false on every page, whatever follows (Bungie-net/api#1530).</summary>
    public static Fault EndsEarly { get; } = new NoMorePages();

    /// <summary>These are missing, and totalResults and memberCount agree.</summary>
    public static Fault Omits(params long[] membershipIds) => new MembersOmitted(membershipIds.ToHashSet());

    /// <summary>These, all of the clan, are missing, and totalResults and memberCount count them all the same.</summary>
    public static Fault Forgets(params long[] membershipIds) => new MembersOmitted(membershipIds.ToHashSet(), Counted: true);

    /// <summary>A share of the members, rounded, is missing: the same ones while the roster stays the same, and nearly so when it changes.</summary>
    /// <param name="share">0 to 1.</param>
    public static Fault OmitsShare(double share) => new ShareOmitted(share);

    /// <summary>totalResults is this.</summary>
    public static Fault ClaimsTotal(int total) => new TotalClaimed(total);

    /// <summary>detail.memberCount is this.</summary>
    public static Fault ClaimsMemberCount(int count) => new MemberCountClaimed(count);

    /// <summary>A second entry of a member: another membershipId and membershipType, no displayName, the same Bungie.net account (Bungie-net/api#449). Its profile gives ErrorCode 18.</summary>
    public static Fault ListsTwice(long membershipId) => new ListedTwice(membershipId);

    /// <summary>Someone of another clan, or of none, is on this roster as well (Bungie-net/api#370); there overridden by cross save, or not.</summary>
    public static Fault AlsoLists(long membershipId, DateTimeOffset joinDate, bool overridden = false) => new AlsoListed(membershipId, joinDate, overridden);

    /// <summary>The member's displayName ends in the JSON escape \ud83d, which is half a character.</summary>
    public static Fault LoneSurrogate(long membershipId) => new SurrogateName(membershipId);

    /// <summary>The member's displayName has so many code points, none of them in the BMP.</summary>
    public static Fault HugeName(long membershipId, int codePoints) => new LongName(membershipId, codePoints);
}
