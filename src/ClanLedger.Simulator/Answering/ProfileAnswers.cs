using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Destiny2.GetProfile with the components profiles (100) and characters (200).</summary>
internal static class ProfileAnswers
{
    public static void Profile(Utf8JsonWriter json, ShownProfile profile, DateTimeOffset minted)
    {
        json.WriteMoment("responseMintedTimestamp"u8, minted);
        json.WriteMoment("secondaryComponentsMintedTimestamp"u8, minted);
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
        UserInfoCards.Shown(json, profile);
        json.WriteMoment("dateLastPlayed"u8, profile.Person.LastPlayed);
        json.WriteNumber("versionsOwned"u8, profile.Person.VersionsOwned);
        json.WriteStartArray("characterIds"u8);
        foreach (var character in profile.CharacterIds)
            json.WriteStringValue(character.CharacterId.ToString());
        json.WriteEndArray();
        WriteNone(json, "seasonHashes"u8);
        WriteNone(json, "seasonPassHashes"u8);
        WriteNone(json, "eventCardHashesOwned"u8);
        json.WriteNumber("currentSeasonHash"u8, 2809059433);
        json.WriteNumber("currentSeasonPassHash"u8, 0);
        json.WriteNumber("currentSeasonRewardPowerCap"u8, 200);
        json.WriteNumber("currentGuardianRank"u8, 6);
        json.WriteNumber("lifetimeHighestGuardianRank"u8, 6);
        json.WriteNumber("renewedGuardianRank"u8, 0);
        json.WriteEndObject();
    }

    private static void CharactersData(Utf8JsonWriter json, ShownProfile profile)
    {
        json.WriteStartObject("data"u8);
        foreach (var character in profile.Characters)
            CharacterAnswers.Write(json, profile, character);
        json.WriteEndObject();
    }

    private static void WriteNone(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
