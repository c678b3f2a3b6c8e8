using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Destiny.Entities.Characters.DestinyCharacterComponent.</summary>
internal static class CharacterAnswers
{
    private const uint Level = 1716568313;

    private static readonly uint[] ClassHashes = [3655393761, 671679327, 2271682572];

    public static void Write(Utf8JsonWriter json, ShownProfile profile, PlayedCharacter character)
    {
        json.WriteStartObject(character.CharacterId.ToString());
        json.WriteInt64("membershipId"u8, profile.MembershipId);
        json.WriteNumber("membershipType"u8, profile.MembershipType);
        json.WriteInt64("characterId"u8, character.CharacterId);
        json.WriteMoment("dateLastPlayed"u8, character.LastPlayed);
        json.WriteInt64("minutesPlayedThisSession"u8, 0);
        json.WriteInt64("minutesPlayedTotal"u8, character.MinutesPlayed);
        json.WriteNumber("light"u8, 200);
        json.WriteStartObject("stats"u8);
        json.WriteNumber("1935470627"u8, 200);
        json.WriteEndObject();
        json.WriteNumber("raceHash"u8, 3887404748);
        json.WriteNumber("genderHash"u8, 2204441813);
        json.WriteNumber("classHash"u8, ClassHashes[character.ClassType]);
        json.WriteNumber("raceType"u8, 0);
        json.WriteNumber("classType"u8, character.ClassType);
        json.WriteNumber("genderType"u8, 1);
        Emblem(json);
        json.WritePropertyName("levelProgression"u8);
        Progressions.Write(json, Level, 50);
        json.WriteNumber("baseCharacterLevel"u8, 50);
        json.WriteNumber("percentToNextLevel"u8, 0);
        json.WriteEndObject();
    }

    private static void Emblem(Utf8JsonWriter json)
    {
        json.WriteString("emblemPath"u8, "/common/destiny2_content/icons/emblem.jpg"u8);
        json.WriteString("emblemBackgroundPath"u8, "/common/destiny2_content/icons/emblem_background.jpg"u8);
        json.WriteNumber("emblemHash"u8, 1538938257);
        json.WriteStartObject("emblemColor"u8);
        json.WriteNumber("red"u8, 32);
        json.WriteNumber("green"u8, 64);
        json.WriteNumber("blue"u8, 96);
        json.WriteNumber("alpha"u8, 255);
        json.WriteEndObject();
    }
}
