using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>A lie about who is in a clan, told in its detail and on the pages of its roster.</summary>
internal abstract record RosterFault : Fault
{
    /// <summary>Who is listed; totalResults and memberCount count them.</summary>
    public virtual IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world) => members;

    /// <summary>What a page holds.</summary>
    public virtual RosterPage Page(Roster roster, int number) => roster.Page(number);

    /// <summary>detail.memberCount.</summary>
    public virtual int MemberCount(int listed) => listed;

    internal override Fault? For(Question question) => question is Question.Detail or Question.Page ? this : null;
}
