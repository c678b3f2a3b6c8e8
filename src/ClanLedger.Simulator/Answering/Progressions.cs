using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>Destiny.DestinyProgression.</summary>
internal static class Progressions
{
    /// <summary>An object whose progress stands still.</summary>
    public static void Write(Utf8JsonWriter json, uint hash, int level)
    {
        json.WriteStartObject();
        json.WriteNumber("progressionHash"u8, hash);
        json.WriteNumber("dailyProgress"u8, 0);
        json.WriteNumber("dailyLimit"u8, 0);
        json.WriteNumber("weeklyProgress"u8, 0);
        json.WriteNumber("weeklyLimit"u8, 0);
        json.WriteNumber("currentProgress"u8, 0);
        json.WriteNumber("level"u8, level);
        json.WriteNumber("levelCap"u8, level);
        json.WriteNumber("stepIndex"u8, level);
        json.WriteNumber("progressToNextLevel"u8, 0);
        json.WriteNumber("nextLevelAt"u8, 0);
        json.WriteEndObject();
    }
}
