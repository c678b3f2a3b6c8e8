using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>Lies about who is in a clan, told in its detail and on the pages of its roster.</summary>
internal static class RosterLies
{
    private static long _invented = 4611686018480000000;

    public static void Omit(JsonObject response, Predicate<long> omitted, int number)
    {
        Lower(response, "totalResults", number);
        Lower(response["detail"] as JsonObject, "memberCount", number);
        if (response["results"] is JsonArray results)
            response["results"] = new JsonArray([.. results.Where(m => !omitted(IdOf(m!))).Select(m => m!.DeepClone())]);
    }

    public static void Empty(JsonObject response)
    {
        response.ReplaceIfThere("totalResults", 0);
        response.ReplaceIfThere("results", new JsonArray());
        response.ReplaceIfThere("hasMore", false);
        (response["detail"] as JsonObject)?.ReplaceIfThere("memberCount", 0);
    }

    public static void GoOnForEver(JsonObject response)
    {
        response.ReplaceIfThere("hasMore", true);
        if (response["results"] is not JsonArray { Count: > 0 } results)
            return;
        foreach (var member in results)
            member!["destinyUserInfo"]!["membershipId"] = $"{Interlocked.Increment(ref _invented)}";
    }

    public static void ListTwice(JsonObject response, long membershipId)
    {
        if (Find(response, membershipId) is not { } member)
            return;
        var twin = member.DeepClone();
        twin["destinyUserInfo"]!["membershipId"] = $"{membershipId + 1}";
        twin["destinyUserInfo"]!["membershipType"] = 4;
        twin["destinyUserInfo"]!["displayName"] = "";
        ((JsonArray)response["results"]!).Add(twin);
    }

    public static void Rename(JsonObject response, long membershipId, string name)
    {
        if (Find(response, membershipId) is { } member)
            member["destinyUserInfo"]!["displayName"] = name;
    }

    private static JsonNode? Find(JsonObject response, long membershipId) =>
        (response["results"] as JsonArray)?.FirstOrDefault(m => IdOf(m!) == membershipId);

    private static long IdOf(JsonNode member) => long.Parse(member["destinyUserInfo"]!["membershipId"]!.GetValue<string>());

    private static void Lower(JsonObject? json, string name, int by)
    {
        if (json?[name] is { } count)
            json[name] = count.GetValue<int>() - by;
    }
}
