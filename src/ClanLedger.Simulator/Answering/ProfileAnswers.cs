using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Destiny2.GetProfile with the components profiles (100) and characters (200).</summary>
internal static class ProfileAnswers
{
    private static readonly uint[] ClassHashes = [3655393761, 671679327, 2271682572];

    public static void Profile(Utf8JsonWriter json, ShownProfile profile)
    {
        json.WriteStartObject("profile"u8);
        if (profile.ShowsProfile)
            ProfileData(json, profile);
        json.WriteNumber("privacy"u8, profile.ShowsProfile ? 1 : 2);
        json.WriteEndObject();
        json.WriteStartObject("characters"u8);
        if (profile.ShowsCharacters)
            CharactersData(json, profile);
        json.WriteNumber("privacy"u8, profile.ShowsCharacters ? 1 : 2);
        json.WriteEndObject();
    }

    private static void ProfileData(Utf8JsonWriter json, ShownProfile profile)
    {
        json.WriteStartObject("data"u8);
        json.WriteStartObject("userInfo"u8);
        json.WriteNumber("membershipType"u8, profile.MembershipType);
        json.WriteInt64("membershipId"u8, profile.MembershipId);
        json.WriteString("displayName"u8, profile.Person.DisplayName);
        json.WriteEndObject();
        json.WriteMoment("dateLastPlayed"u8, profile.Person.LastPlayed);
        json.WriteNumber("versionsOwned"u8, profile.Person.VersionsOwned);
        json.WriteStartArray("characterIds"u8);
        foreach (var character in profile.CharacterIds)
            json.WriteStringValue(character.CharacterId.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void CharactersData(Utf8JsonWriter json, ShownProfile profile)
    {
        json.WriteStartObject("data"u8);
        foreach (var character in profile.Characters)
        {
            json.WriteStartObject(character.CharacterId.ToString());
            json.WriteInt64("membershipId"u8, profile.MembershipId);
            json.WriteNumber("membershipType"u8, profile.MembershipType);
            json.WriteInt64("characterId"u8, character.CharacterId);
            json.WriteMoment("dateLastPlayed"u8, character.LastPlayed);
            json.WriteInt64("minutesPlayedThisSession"u8, 0);
            json.WriteInt64("minutesPlayedTotal"u8, character.MinutesPlayed);
            json.WriteNumber("light"u8, 200);
            json.WriteNumber("classHash"u8, ClassHashes[character.ClassType]);
            json.WriteNumber("classType"u8, character.ClassType);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
