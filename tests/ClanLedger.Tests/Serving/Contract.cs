using System.Globalization;
using System.Text.Json.Nodes;

namespace ClanLedger.Tests.Serving;

/// <summary>The OpenAPI document as a judge: whether an answer is what it promises.</summary>
internal sealed class Contract(JsonNode document)
{
    public JsonNode Document => document;

    /// <summary>Every operation: path template, method and description.</summary>
    public IEnumerable<(string Path, string Method, JsonNode Operation)> Operations =>
        document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Key.ToUpperInvariant(), o.Value!)));

    /// <summary>Fails unless the document promises this status for the operation and, for JSON, this body.</summary>
    public void Check(string method, string path, int status, string? contentType, string body)
    {
        var operation = Operations.Where(o => o.Method == method && Fits(o.Path, path)).Select(o => o.Operation).FirstOrDefault();
        operation.ShouldNotBeNull($"the document does not know {method} {path}");
        var response = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)];
        response.ShouldNotBeNull($"the document does not promise {status} for {method} {path}: {body}");
        if (contentType is null)
            return;
        var content = response["content"]?[contentType.Split(';')[0]];
        content.ShouldNotBeNull($"the document does not promise {contentType} with {status} for {method} {path}");
        if (contentType.Contains("json", StringComparison.Ordinal))
            Check(JsonNode.Parse(body), content["schema"]!, $"{method} {path}");
    }

    /// <summary>Fails unless a value is of a schema, and holds nothing that the schema does not name.</summary>
    public void Check(JsonNode? value, JsonNode schema, string where)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            Check(value, document["components"]!["schemas"]![reference.Split('/')[^1]]!, where);
            return;
        }

        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            choices.Any(c => Passes(value, c!, where)).ShouldBeTrue($"{where} is none of the choices: {value?.ToJsonString()}");
            return;
        }

        var type = TypeOf(value);
        var types = schema["type"] switch { JsonArray many => many.Select(t => t!.GetValue<string>()).ToArray(), { } one => [one.GetValue<string>()], null => [] };
        if (types.Length > 0 && !(type == "integer" && types.Contains("number", StringComparer.Ordinal)))
            types.ShouldContain(t => t == type, $"{where} is {value?.ToJsonString() ?? "null"}");
        if (value is JsonValue && type == "string")
            CheckText(value.GetValue<string>(), schema, where);
        if (value is JsonArray items && schema["items"] is { } ofItem)
        {
            for (var i = 0; i < items.Count; i++)
                Check(items[i], ofItem, $"{where}[{i}]");
        }

        if (value is JsonObject members)
            CheckMembers(members, schema, where);
    }

    private void CheckMembers(JsonObject members, JsonNode schema, string where)
    {
        foreach (var required in schema["required"]?.AsArray().Select(r => r!.GetValue<string>()) ?? [])
            members.ContainsKey(required).ShouldBeTrue($"{where} lacks {required}");
        foreach (var (name, member) in members)
        {
            if (schema["properties"]?[name] is { } ofMember)
                Check(member, ofMember, $"{where}.{name}");
            else if (schema["additionalProperties"] is JsonObject ofOthers)
                Check(member, ofOthers, $"{where}.{name}");
            else
                schema["properties"].ShouldBeNull($"{where}.{name} is not in the document");
        }
    }

    private static void CheckText(string text, JsonNode schema, string where)
    {
        if (schema["pattern"]?.GetValue<string>() is { } pattern)
            text.ShouldMatch(pattern, where);
        switch (schema["format"]?.GetValue<string>())
        {
            case "date": DateOnly.TryParseExact(text, "yyyy-MM-dd", out _).ShouldBeTrue($"{where} is '{text}'"); break;
            case "date-time": DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _).ShouldBeTrue($"{where} is '{text}'"); break;
            case "uuid": Guid.TryParse(text, out _).ShouldBeTrue($"{where} is '{text}'"); break;
        }
    }

    private bool Passes(JsonNode? value, JsonNode schema, string where)
    {
        try
        {
            Check(value, schema, where);
            return true;
        }
        catch (ShouldAssertException)
        {
            return false;
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or System.Text.Json.JsonValueKind.Null => "null",
        System.Text.Json.JsonValueKind.Object => "object",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        _ => "boolean",
    };

    /// <summary>Whether a path is one of a template's, such as <c>/api/clans/{id}</c>.</summary>
    public static bool Fits(string template, string path)
    {
        var (expected, actual) = (template.Split('/'), path.Split('?')[0].Split('/'));
        return expected.Length == actual.Length
            && expected.Zip(actual).All(s => s.First == s.Second || (s.First.StartsWith('{') && s.Second.Length > 0));
    }
}
