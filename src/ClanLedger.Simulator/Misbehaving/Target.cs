using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>Which requests a fault is meant for. Two targets of the same requests are equal.</summary>
public abstract record Target
{
    private Target()
    {
    }

    /// <summary>Every request to the Platform.</summary>
    public static Target Everything { get; } = new All();

    /// <summary>Every profile.</summary>
    public static Target AnyProfile { get; } = new Profiles(null);

    /// <summary>The clan anyone is in now (GetGroupsForMember).</summary>
    public static Target AnyMembershipOf { get; } = new MembershipsOf(null);

    /// <summary>A clan's detail and all pages of its roster.</summary>
    public static Target Clan(long id) => new Clans(id);

    /// <summary>A clan's detail (GetGroup).</summary>
    public static Target Detail(long id) => new Details(id);

    /// <summary>All pages of a clan's roster (GetMembersOfGroup).</summary>
    public static Target Roster(long id) => new Pages(id, 1, int.MaxValue);

    /// <summary>One page of a clan's roster, from 1.</summary>
    public static Target Page(long id, int page) => new Pages(id, page, page);

    /// <summary>The second and later pages of a clan's roster.</summary>
    public static Target LaterPages(long id) => new Pages(id, 2, int.MaxValue);

    /// <summary>A member's profile (Destiny2.GetProfile).</summary>
    public static Target Profile(long membershipId) => new Profiles(membershipId);

    /// <summary>The clan a member is in now (GetGroupsForMember).</summary>
    public static Target MembershipOf(long membershipId) => new MembershipsOf(membershipId);

    internal abstract bool Covers(Question question);

    private sealed record All : Target
    {
        internal override bool Covers(Question question) => true;
    }

    private sealed record Clans(long Id) : Target
    {
        internal override bool Covers(Question question) => question switch
        {
            Question.Detail detail => detail.ClanId == Id,
            Question.Page page => page.ClanId == Id,
            _ => false,
        };
    }

    private sealed record Details(long Id) : Target
    {
        internal override bool Covers(Question question) => question is Question.Detail detail && detail.ClanId == Id;
    }

    private sealed record Pages(long Id, int First, int Last) : Target
    {
        internal override bool Covers(Question question) =>
            question is Question.Page page && page.ClanId == Id && page.Number >= First && page.Number <= Last;
    }

    private sealed record Profiles(long? Id) : Target
    {
        internal override bool Covers(Question question) =>
            question is Question.Profile profile && (Id is null || profile.MembershipId == Id);
    }

    private sealed record MembershipsOf(long? Id) : Target
    {
        internal override bool Covers(Question question) =>
            question is Question.MembershipOf membership && (Id is null || membership.MembershipId == Id);
    }
}
