using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Answers about clans, in the official shapes of GroupsV2.</summary>
internal static class GroupAnswers
{
    /// <summary>GetGroup: GroupsV2.GroupResponse.</summary>
    public static void Group(Utf8JsonWriter json, SimulatedClan clan, int memberCount)
    {
        json.WriteStartObject("detail"u8);
        Detail(json, clan, memberCount);
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
    public static void Members(Utf8JsonWriter json, RosterPage page)
    {
        json.WriteStartArray("results"u8);
        foreach (var member in page.Shown)
            Member(json, member);
        json.WriteEndArray();
        json.WriteNumber("totalResults"u8, page.Total);
        json.WriteBoolean("hasMore"u8, page.HasMore);
        json.WriteStartObject("query"u8);
        json.WriteNumber("itemsPerPage"u8, page.Size);
        json.WriteNumber("currentPage"u8, page.Number);
        json.WriteEndObject();
        json.WriteBoolean("useTotalResults"u8, true);
    }

    /// <summary>GetGroupsForMember: the clan someone is in now, or none.</summary>
    public static void MembershipOf(Utf8JsonWriter json, Person person, SimulatedClan? clan)
    {
        json.WriteBoolean("areAllMembershipsInactive"u8, false);
        json.WriteStartArray("results"u8);
        if (clan is not null)
        {
            json.WriteStartObject();
            json.WritePropertyName("member"u8);
            Member(json, new Listing(person, clan.ClanId));
            json.WriteStartObject("group"u8);
            Detail(json, clan, clan.Roster.Count);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("totalResults"u8, clan is null ? 0 : 1);
        json.WriteBoolean("hasMore"u8, false);
        json.WriteBoolean("useTotalResults"u8, true);
    }

    private static void Detail(Utf8JsonWriter json, SimulatedClan clan, int memberCount)
    {
        json.WriteInt64("groupId"u8, clan.ClanId);
        json.WriteString("name"u8, clan.Name);
        json.WriteNumber("groupType"u8, 1);
        json.WriteString("about"u8, "A simulated clan.");
        json.WriteString("motto"u8, "No one here is real.");
        json.WriteNumber("memberCount"u8, memberCount);
        json.WriteBoolean("isPublic"u8, true);
        json.WriteStartObject("features"u8);
        json.WriteNumber("maximumMembers"u8, 100);
        json.WriteNumber("maximumMembershipsOfGroupType"u8, 1);
        json.WriteEndObject();
        json.WriteStartObject("clanInfo"u8);
        json.WriteString("clanCallsign"u8, clan.Callsign);
        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, Listing listing)
    {
        var person = listing.Person;
        json.WriteStartObject();
        json.WriteNumber("memberType"u8, person.MemberType);
        json.WriteBoolean("isOnline"u8, false);
        json.WriteInt64("lastOnlineStatusChange"u8, person.LastOnline.ToUnixTimeSeconds());
        json.WriteInt64("groupId"u8, listing.ClanId);
        json.WriteStartObject("destinyUserInfo"u8);
        json.WriteString("LastSeenDisplayName"u8, person.DisplayName);
        json.WriteNumber("LastSeenDisplayNameType"u8, listing.MembershipType);
        json.WriteString("iconPath"u8, person.IconPath);
        json.WriteNumber("crossSaveOverride"u8, 0);
        json.WriteStartArray("applicableMembershipTypes"u8);
        json.WriteNumberValue(listing.MembershipType);
        json.WriteEndArray();
        json.WriteBoolean("isPublic"u8, !person.Private);
        json.WriteNumber("membershipType"u8, listing.MembershipType);
        json.WriteInt64("membershipId"u8, listing.MembershipId);
        json.WriteName("displayName"u8, listing.DisplayName);
        if (person.GlobalName is not null)
            json.WriteString("bungieGlobalDisplayName"u8, person.GlobalName);
        if (person.GlobalNameCode is { } code)
            json.WriteNumber("bungieGlobalDisplayNameCode"u8, code);
        json.WriteEndObject();
        BungieNet(json, person);
        json.WriteMoment("joinDate"u8, listing.JoinDate);
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
