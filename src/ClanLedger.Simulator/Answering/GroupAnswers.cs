using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Answers about clans, in the official shapes of GroupsV2.</summary>
internal static class GroupAnswers
{
    /// <summary>GetGroup: GroupsV2.GroupResponse.</summary>
    public static void Group(Utf8JsonWriter json, SimulatedClan clan)
    {
        json.WriteStartObject("detail"u8);
        Detail(json, clan);
        json.WriteEndObject();
        json.WriteStartArray("alliedIds"u8);
        json.WriteEndArray();
        json.WriteNumber("allianceStatus"u8, 0);
        json.WriteNumber("groupJoinInviteCount"u8, 0);
        json.WriteBoolean("currentUserMembershipsInactiveForDestiny"u8, false);
        json.WriteStartObject("currentUserMemberMap"u8);
        json.WriteEndObject();
    }

    /// <summary>GetMembersOfGroup: SearchResultOfGroupMember.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="members">Who is on the page.</param>
    /// <param name="total">Who is on all pages.</param>
    /// <param name="hasMore">Whether another page follows.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">Members on a page at the most.</param>
    public static void Members(Utf8JsonWriter json, IEnumerable<Person> members, int total, bool hasMore, int page, int pageSize)
    {
        json.WriteStartArray("results"u8);
        foreach (var member in members)
            Member(json, member);
        json.WriteEndArray();
        json.WriteNumber("totalResults"u8, total);
        json.WriteBoolean("hasMore"u8, hasMore);
        json.WriteStartObject("query"u8);
        json.WriteNumber("itemsPerPage"u8, pageSize);
        json.WriteNumber("currentPage"u8, page);
        json.WriteEndObject();
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
            Member(json, person);
            json.WriteStartObject("group"u8);
            Detail(json, clan);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("totalResults"u8, clan is null ? 0 : 1);
        json.WriteBoolean("hasMore"u8, false);
        json.WriteBoolean("useTotalResults"u8, true);
    }

    private static void Detail(Utf8JsonWriter json, SimulatedClan clan)
    {
        json.WriteInt64("groupId"u8, clan.ClanId);
        json.WriteString("name"u8, clan.Name);
        json.WriteNumber("groupType"u8, 1);
        json.WriteString("about"u8, "A simulated clan.");
        json.WriteString("motto"u8, "No one here is real.");
        json.WriteNumber("memberCount"u8, clan.Roster.Count);
        json.WriteBoolean("isPublic"u8, true);
        json.WriteStartObject("features"u8);
        json.WriteNumber("maximumMembers"u8, 100);
        json.WriteNumber("maximumMembershipsOfGroupType"u8, 1);
        json.WriteEndObject();
        json.WriteStartObject("clanInfo"u8);
        json.WriteString("clanCallsign"u8, clan.Callsign);
        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject();
        json.WriteNumber("memberType"u8, person.MemberType);
        json.WriteBoolean("isOnline"u8, false);
        json.WriteInt64("lastOnlineStatusChange"u8, person.LastOnline.ToUnixTimeSeconds());
        json.WriteInt64("groupId"u8, person.ClanId ?? 0);
        json.WriteStartObject("destinyUserInfo"u8);
        json.WriteString("LastSeenDisplayName"u8, person.DisplayName);
        json.WriteNumber("LastSeenDisplayNameType"u8, person.MembershipType);
        json.WriteString("iconPath"u8, person.IconPath);
        json.WriteNumber("crossSaveOverride"u8, 0);
        json.WriteStartArray("applicableMembershipTypes"u8);
        json.WriteNumberValue(person.MembershipType);
        json.WriteEndArray();
        json.WriteBoolean("isPublic"u8, !person.Private);
        json.WriteNumber("membershipType"u8, person.MembershipType);
        json.WriteInt64("membershipId"u8, person.MembershipId);
        json.WriteString("displayName"u8, person.DisplayName);
        if (person.GlobalName is not null)
            json.WriteString("bungieGlobalDisplayName"u8, person.GlobalName);
        if (person.GlobalNameCode is { } code)
            json.WriteNumber("bungieGlobalDisplayNameCode"u8, code);
        json.WriteEndObject();
        BungieNet(json, person);
        json.WriteMoment("joinDate"u8, person.JoinDate);
        json.WriteEndObject();
    }

    private static void BungieNet(Utf8JsonWriter json, Person person)
    {
        if (person.BungieId is null && !person.EmptyBungieInfo)
            return;
        json.WriteStartObject("bungieNetUserInfo"u8);
        if (person.BungieId is { } id)
        {
            json.WriteString("supplementalDisplayName"u8, id.ToString());
            json.WriteString("iconPath"u8, "/img/profile/avatars/default_avatar.gif");
            json.WriteNumber("crossSaveOverride"u8, 0);
            json.WriteBoolean("isPublic"u8, true);
            json.WriteNumber("membershipType"u8, 254);
            json.WriteInt64("membershipId"u8, id);
            json.WriteString("displayName"u8, person.BungieName);
        }

        json.WriteEndObject();
    }
}
