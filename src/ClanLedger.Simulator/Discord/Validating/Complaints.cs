using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Discord.Validating;

/// <summary>What is wrong with a form, at which place: a tree, as Discord answers it.</summary>
internal sealed class Complaints
{
    private readonly SortedDictionary<string, Complaints> _below = new(StringComparer.Ordinal);
    private readonly List<(string Code, string Message)> _here = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool None => _here.Count == 0 && _below.Values.All(b => b.None);

    /// <summary>A place within this one.</summary>
    public Complaints At(string key)
    {
        if (!_below.TryGetValue(key, out var below))
            _below[key] = below = new Complaints();
        return below;
    }

    public void Add(string code, string message) => _here.Add((code, message));

    public DiscordAnswer ToAnswer() => new(400, new JsonObject { ["message"] = "Invalid Form Body", ["code"] = 50035, ["errors"] = ToJson() });

    private JsonObject ToJson()
    {
        var json = new JsonObject(_below.Where(b => !b.Value.None).Select(b => KeyValuePair.Create<string, JsonNode?>(b.Key, b.Value.ToJson())));
        if (_here.Count > 0)
            json["_errors"] = new JsonArray([.. _here.Select(e => new JsonObject { ["code"] = e.Code, ["message"] = e.Message })]);
        return json;
    }
}
