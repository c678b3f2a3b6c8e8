namespace ClanLedger.Simulator.Misbehaving;

/// <summary>What a request asks for.</summary>
/// <param name="Subject">The endpoint.</param>
/// <param name="Id">groupId or membershipId.</param>
/// <param name="Page">Page of a roster, from 1; 0 elsewhere.</param>
internal sealed record Question(Subject Subject, long Id, int Page = 0);

/// <summary>The endpoints that are served.</summary>
internal enum Subject
{
    /// <summary>None of them.</summary>
    Unknown,

    /// <summary>GroupsV2.GetGroup.</summary>
    Detail,

    /// <summary>GroupsV2.GetMembersOfGroup.</summary>
    Roster,

    /// <summary>Destiny2.GetProfile.</summary>
    Profile,

    /// <summary>GroupsV2.GetGroupsForMember.</summary>
    MembershipOf,
}
