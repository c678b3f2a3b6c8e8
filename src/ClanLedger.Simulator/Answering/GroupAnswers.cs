using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Answers about clans, in the official shapes of GroupsV2.</summary>
internal static class GroupAnswers
{
    /// <summary>GetGroup: GroupsV2.GroupResponse.</summary>
    public static void Group(Utf8JsonWriter json, SimulatedClan clan, int memberCount)
    {
        json.WriteStartObject("detail"u8);
        ClanDetails.Write(json, clan, memberCount);
        json.WriteEndObject();
        if (clan.Founder is { } founder)
        {
            json.WritePropertyName("founder"u8);
            Member(json, new Listing(founder, clan.ClanId));
        }

        json.WriteStartArray("alliedIds"u8);
        json.WriteEndArray();
        json.WriteNumber("allianceStatus"u8, 0);
        json.WriteNumber("groupJoinInviteCount"u8, 0);
        json.WriteBoolean("currentUserMembershipsInactiveForDestiny"u8, false);
        json.WriteStartObject("currentUserMemberMap"u8);
        json.WriteEndObject();
        json.WriteStartObject("currentUserPotentialMemberMap"u8);
        json.WriteEndObject();
    }

    /// <summary>GetMembersOfGroup: SearchResultOfGroupMember.</summary>
    public static void Members(Utf8JsonWriter json, RosterPage page)
    {
        json.WriteStartArray("results"u8);
        foreach (var member in page.Shown)
            Member(json, member);
        json.WriteEndArray();
        json.WriteNumber("totalResults"u8, page.Total);
        json.WriteBoolean("hasMore"u8, page.HasMore);
        Query(json, page.Size, page.Number);
        json.WriteBoolean("useTotalResults"u8, true);
    }

    /// <summary>GetGroupsForMember: the clan someone is in now, or none.</summary>
    public static void MembershipOf(Utf8JsonWriter json, Person person, SimulatedClan? clan)
    {
        json.WriteStartObject("areAllMembershipsInactive"u8);
        if (clan is not null)
            json.WriteBoolean(clan.ClanId.ToString(), false);
        json.WriteEndObject();
        json.WriteStartArray("results"u8);
        if (clan is not null)
        {
            json.WriteStartObject();
            json.WritePropertyName("member"u8);
            Member(json, new Listing(person, clan.ClanId));
            json.WriteStartObject("group"u8);
            ClanDetails.Write(json, clan, clan.Roster.Count);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("totalResults"u8, clan is null ? 0 : 1);
        json.WriteBoolean("hasMore"u8, false);
        Query(json, 1, 1);
        json.WriteBoolean("useTotalResults"u8, true);
    }

    private static void Query(Utf8JsonWriter json, int itemsPerPage, int currentPage)
    {
        json.WriteStartObject("query"u8);
        json.WriteNumber("itemsPerPage"u8, itemsPerPage);
        json.WriteNumber("currentPage"u8, currentPage);
        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteNumber("memberType"u8, listing.Person.MemberType);
        json.WriteBoolean("isOnline"u8, false);
        json.WriteInt64("lastOnlineStatusChange"u8, listing.Person.LastOnline.ToUnixTimeSeconds());
        json.WriteInt64("groupId"u8, listing.ClanId);
        UserInfoCards.Listed(json, listing);
        UserInfoCards.BungieNet(json, listing.Person);
        json.WriteMoment("joinDate"u8, listing.JoinDate);
        json.WriteEndObject();
    }
}
