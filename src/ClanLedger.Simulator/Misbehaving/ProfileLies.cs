using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>Lies about someone's profile and characters.</summary>
internal static class ProfileLies
{
    private static readonly Func<JsonObject> PrivateComponent = () => new JsonObject { ["privacy"] = 2 };

    public static readonly Action<JsonObject> HideProfile = r => r.ReplaceIfThere("profile", PrivateComponent());

    public static readonly Action<JsonObject> HideCharacters = r => r.ReplaceIfThere("characters", PrivateComponent());

    public static void UserInfo(JsonObject response, string name, JsonNode value)
    {
        if (response["profile"]?["data"]?["userInfo"] is JsonObject userInfo)
            userInfo[name] = value;
    }

    public static void LoseCharacters(JsonObject response)
    {
        if (response["characters"] is JsonObject characters)
            characters.ReplaceIfThere("data", new JsonObject());
    }

    public static void Multiply(JsonObject response, int count)
    {
        if (response["characters"]?["data"] is not JsonObject { Count: > 0 } data || response["profile"]?["data"] is not JsonObject profile)
            return;
        var template = data.First().Value!;
        var ids = new JsonArray();
        data.Clear();
        for (var i = 0; i < count; i++)
        {
            var id = $"{2305843009400000000 + i}";
            var character = template.DeepClone();
            character["characterId"] = id;
            data[id] = character;
            ids.Add(id);
        }

        profile["characterIds"] = ids;
    }
}
