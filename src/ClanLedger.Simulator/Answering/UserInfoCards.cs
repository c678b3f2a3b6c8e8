using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>User.UserInfoCard, and what GroupsV2.GroupUserInfoCard adds to it.</summary>
internal static class UserInfoCards
{
    /// <summary>destinyUserInfo of a roster.</summary>
    public static void Listed(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject("destinyUserInfo"u8);
        json.WriteString("LastSeenDisplayName"u8, listing.Person.DisplayName);
        json.WriteNumber("LastSeenDisplayNameType"u8, listing.MembershipType);
        Destiny(json, listing.Person, listing.MembershipType, listing.MembershipId, listing.DisplayName, listing.Overridden);
        json.WriteEndObject();
    }

    /// <summary>userInfo of a profile.</summary>
    public static void Shown(Utf8JsonWriter json, ShownProfile profile)
    {
        json.WriteStartObject("userInfo"u8);
        Destiny(json, profile.Person, profile.MembershipType, profile.MembershipId, profile.Person.DisplayName, overridden: false);
        json.WriteEndObject();
    }

    /// <summary>bungieNetUserInfo: absent, or empty, where there is no such account.</summary>
    public static void BungieNet(Utf8JsonWriter json, Person person)
    {
        if (person.BungieId is null && !person.EmptyBungieInfo)
            return;
        json.WriteStartObject("bungieNetUserInfo"u8);
        if (person.BungieId is { } id)
        {
            json.WriteInt64("supplementalDisplayName"u8, id);
            json.WriteString("iconPath"u8, "/img/profile/avatars/default_avatar.gif"u8);
            json.WriteNumber("crossSaveOverride"u8, 0);
            json.WriteBoolean("isPublic"u8, true);
            json.WriteNumber("membershipType"u8, 254);
            json.WriteInt64("membershipId"u8, id);
            json.WriteString("displayName"u8, person.BungieName);
        }

        json.WriteEndObject();
    }

    private static void Destiny(Utf8JsonWriter json, Person person, int membershipType, long membershipId, string displayName, bool overridden)
    {
        json.WriteString("iconPath"u8, person.IconPath);
        json.WriteNumber("crossSaveOverride"u8, overridden ? OtherThan(membershipType) : 0);
        json.WriteStartArray("applicableMembershipTypes"u8);
        if (!overridden)
            json.WriteNumberValue(membershipType);
        json.WriteEndArray();
        json.WriteBoolean("isPublic"u8, !person.Private);
        json.WriteNumber("membershipType"u8, membershipType);
        json.WriteInt64("membershipId"u8, membershipId);
        json.WriteName("displayName"u8, displayName);
        if (person.GlobalName is not null)
            json.WriteString("bungieGlobalDisplayName"u8, person.GlobalName);
        if (person.GlobalNameCode is { } code)
            json.WriteNumber("bungieGlobalDisplayNameCode"u8, code);
    }

    private static int OtherThan(int membershipType) => membershipType == 3 ? 2 : 3;
}
