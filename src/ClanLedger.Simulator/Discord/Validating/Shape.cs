using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Discord.Validating;

/// <summary>What a value of a form has to be.</summary>
/// <param name="Check">Complains about what it is not.</param>
internal sealed record Shape(Action<JsonNode?, Complaints> Check)
{
    private const string Type = "BASE_TYPE_BAD_TYPE";

    public static Shape Boolean { get; } = Of(JsonValueKind.True, JsonValueKind.False);

    public static Shape Url { get; } = String(text =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && text.Length <= 2048 ? null : ("URL_TYPE_INVALID_URL", "Not a well formed URL."));

    public static Shape Moment { get; } = String(text =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : ("DATE_TIME_TYPE_PARSE", $"Could not parse {text}."));

    public static Shape Snowflake { get; } = String(text => ulong.TryParse(text, out _) ? null : ("NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake."));

    /// <summary>Lengths are code points, of what is left when the blanks around are gone.</summary>
    public static Shape Text(int most, int least = 0) => String(text => CodePoints(text.Trim()) switch
    {
        var length when length > most => ("BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length."),
        var length when length < least => ("BASE_TYPE_REQUIRED", "This field is required"),
        _ => text.Any(char.IsSurrogate) && text.EnumerateRunes().Any(r => r.Value == 0xFFFD) && !text.Contains('\uFFFD', StringComparison.Ordinal)
            ? ("STRING_TYPE_REGEX", "A surrogate without its pair.") : null,
    });

    public static Shape OneOf(params string[] words) => String(text => words.Contains(text) ? null : ("BASE_TYPE_CHOICES", $"Value must be one of {string.Join(", ", words)}."));

    public static Shape Integer(long least, long most) => new((node, errors) =>
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number || !value.TryGetValue<long>(out var number))
            errors.Add(Type, "Must be an integer.");
        else if (number < least || number > most)
            errors.Add("NUMBER_TYPE_MAX", $"int value should be from {least} to {most}.");
    });

    public static Shape List(int most, Shape each) => new((node, errors) =>
    {
        if (node is not JsonArray array)
        {
            errors.Add(Type, "Must be an array.");
            return;
        }

        if (array.Count > most)
            errors.Add("BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");
        for (var i = 0; i < array.Count; i++)
            each.Check(array[i], errors.At($"{i}"));
    });

    public static Shape Object(params (string Key, Shape Shape)[] members) => Object([], members);

    public static Shape Object(string[] required, params (string Key, Shape Shape)[] members) => new((node, errors) =>
    {
        if (node is not JsonObject o)
        {
            errors.Add("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.");
            return;
        }

        foreach (var key in required.Where(k => o[k] is null))
            errors.At(key).Add("BASE_TYPE_REQUIRED", "This field is required");
        foreach (var (key, value) in o.Where(m => m.Value is not null))
        {
            if (members.FirstOrDefault(m => m.Key == key).Shape is { } shape)
                shape.Check(value, errors.At(key));
            else
                errors.At(key).Add("UNKNOWN_FIELD", "There is no such field.");
        }
    });

    public static int CodePoints(string text) => text.EnumerateRunes().Count();

    private static Shape Of(params JsonValueKind[] kinds) => new((node, errors) =>
    {
        if (node is null || !kinds.Contains(node.GetValueKind()))
            errors.Add(Type, $"Must be {string.Join(" or ", kinds)}.");
    });

    private static Shape String(Func<string, (string Code, string Message)?> complain) => new((node, errors) =>
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
            errors.Add(Type, "Must be a string.");
        else if (complain(text) is { } complaint)
            errors.Add(complaint.Code, complaint.Message);
    });
}
