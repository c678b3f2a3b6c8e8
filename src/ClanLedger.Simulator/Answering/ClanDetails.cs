using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>GroupsV2.GroupV2: what a clan says of itself.</summary>
internal static class ClanDetails
{
    private const uint ClanLevel = 584850370;

    private static readonly DateTimeOffset Founded = new(2017, 9, 6, 17, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Never = new(1, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The members of the object.</summary>
    public static void Write(Utf8JsonWriter json, SimulatedClan clan, int memberCount)
    {
        json.WriteInt64("groupId"u8, clan.ClanId);
        json.WriteString("name"u8, clan.Name);
        json.WriteNumber("groupType"u8, 1);
        json.WriteInt64("membershipIdCreated"u8, clan.Founder?.BungieId ?? 0);
        json.WriteMoment("creationDate"u8, Founded);
        json.WriteMoment("modificationDate"u8, Founded);
        json.WriteString("about"u8, "A simulated clan."u8);
        json.WriteStartArray("tags"u8);
        json.WriteEndArray();
        json.WriteNumber("memberCount"u8, memberCount);
        json.WriteBoolean("isPublic"u8, true);
        json.WriteBoolean("isPublicTopicAdminOnly"u8, false);
        json.WriteString("motto"u8, "No one here is real."u8);
        json.WriteBoolean("allowChat"u8, true);
        json.WriteBoolean("isDefaultPostPublic"u8, false);
        json.WriteNumber("chatSecurity"u8, 0);
        json.WriteString("locale"u8, "en"u8);
        json.WriteNumber("avatarImageIndex"u8, 0);
        json.WriteNumber("homepage"u8, 0);
        json.WriteNumber("membershipOption"u8, 0);
        json.WriteNumber("defaultPublicity"u8, 2);
        json.WriteString("theme"u8, "Group_Community1"u8);
        json.WriteString("bannerPath"u8, "/img/Themes/Group_Community1/struct_images/group_top_banner.jpg"u8);
        json.WriteString("avatarPath"u8, "/img/profile/avatars/group/default_avatar.jpg"u8);
        json.WriteInt64("conversationId"u8, 0);
        json.WriteBoolean("enableInvitationMessagingForAdmins"u8, false);
        json.WriteMoment("banExpireDate"u8, Never);
        Features(json);
        json.WriteStartObject("clanInfo"u8);
        json.WriteStartObject("d2ClanProgressions"u8);
        json.WritePropertyName("584850370"u8);
        Progressions.Write(json, ClanLevel, 1);
        json.WriteEndObject();
        json.WriteString("clanCallsign"u8, clan.Callsign);
        Banner(json);
        json.WriteEndObject();
    }

    private static void Features(Utf8JsonWriter json)
    {
        json.WriteStartObject("features"u8);
        json.WriteNumber("maximumMembers"u8, 100);
        json.WriteNumber("maximumMembershipsOfGroupType"u8, 1);
        json.WriteNumber("capabilities"u8, 31);
        json.WriteStartArray("membershipTypes"u8);
        foreach (var type in (ReadOnlySpan<int>)[1, 2, 3, 4, 5, 6])
            json.WriteNumberValue(type);
        json.WriteEndArray();
        json.WriteBoolean("invitePermissionOverride"u8, true);
        json.WriteBoolean("updateCulturePermissionOverride"u8, false);
        json.WriteNumber("hostGuidedGamePermissionOverride"u8, 1);
        json.WriteBoolean("updateBannerPermissionOverride"u8, false);
        json.WriteNumber("joinLevel"u8, 2);
        json.WriteEndObject();
    }

    private static void Banner(Utf8JsonWriter json)
    {
        json.WriteStartObject("clanBannerData"u8);
        json.WriteNumber("decalId"u8, 4142223389);
        json.WriteNumber("decalColorId"u8, 3568748757);
        json.WriteNumber("decalBackgroundColorId"u8, 3568748758);
        json.WriteNumber("gonfalonId"u8, 1473910866);
        json.WriteNumber("gonfalonColorId"u8, 3568748759);
        json.WriteNumber("gonfalonDetailId"u8, 1681506498);
        json.WriteNumber("gonfalonDetailColorId"u8, 3568748760);
        json.WriteEndObject();
    }
}
