using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Destiny2.GetProfile with the components profiles (100) and characters (200).</summary>
internal static class ProfileAnswers
{
    private static readonly uint[] ClassHashes = [3655393761, 671679327, 2271682572];

    public static void Profile(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject("profile"u8);
        if (!person.Private)
            ProfileData(json, person);
        json.WriteNumber("privacy"u8, person.Private ? 2 : 1);
        json.WriteEndObject();
        json.WriteStartObject("characters"u8);
        if (!person.Private)
            CharactersData(json, person);
        json.WriteNumber("privacy"u8, person.Private ? 2 : 1);
        json.WriteEndObject();
    }

    private static void ProfileData(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject("data"u8);
        json.WriteStartObject("userInfo"u8);
        json.WriteNumber("membershipType"u8, person.MembershipType);
        json.WriteInt64("membershipId"u8, person.MembershipId);
        json.WriteString("displayName"u8, person.DisplayName);
        json.WriteEndObject();
        json.WriteMoment("dateLastPlayed"u8, person.LastPlayed);
        json.WriteNumber("versionsOwned"u8, person.VersionsOwned);
        json.WriteStartArray("characterIds"u8);
        foreach (var character in person.Characters)
            json.WriteStringValue(character.CharacterId.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void CharactersData(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject("data"u8);
        foreach (var character in person.Characters)
        {
            json.WriteStartObject(character.CharacterId.ToString());
            json.WriteInt64("membershipId"u8, person.MembershipId);
            json.WriteNumber("membershipType"u8, person.MembershipType);
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
