using System.Text;
using ClanLedger.Hosting;
using ClanLedger.Ledger;

namespace ClanLedger.Serving.Changes;

/// <summary>Events as they are stored, read back for telling.</summary>
internal static class StoredEvents
{
    /// <summary>The member event of this kind.</summary>
    public static IMemberEvent Read(string kind, string data) => (IMemberEvent)Storage.Read(kind, Encoding.UTF8.GetBytes(data));

    /// <summary>The clans whose names are needed to tell an event.</summary>
    public static IEnumerable<long> ClansOf(IMemberEvent @event) => @event switch
    {
        MemberJoined e => [e.Stay.ClanId],
        MemberLeft e => [e.ClanId],
        MemberReturned e => [e.Stay.ClanId, e.FormerClanId],
        MemberTransferred e => [e.Stay.ClanId, e.FromClanId],
        _ => [],
    };
}
