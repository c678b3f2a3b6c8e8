using Microsoft.OpenApi;

namespace ClanLedger.Serving.Asking;

/// <summary>A parameter of the API: what stands in the OpenAPI document is what is allowed.</summary>
/// <param name="name">As in the address.</param>
/// <param name="description">One line for people.</param>
/// <param name="schema">For machines.</param>
/// <param name="inPath">Part of the path rather than of the query.</param>
internal abstract class Parameter(string name, string description, Func<OpenApiSchema> schema, bool inPath)
{
    public string Name => name;

    public string Description => description;

    public bool InPath => inPath;

    public OpenApiSchema Schema() => schema();
}

/// <summary>A parameter with its type.</summary>
/// <param name="name">As in the address.</param>
/// <param name="description">One line for people.</param>
/// <param name="allowed">What is allowed, behind "allowed is".</param>
/// <param name="schema">For machines.</param>
/// <param name="parse">Returns false for a value that is not allowed.</param>
/// <param name="fallback">What an absent value means.</param>
/// <param name="inPath">Part of the path rather than of the query.</param>
internal sealed class Parameter<T>(
    string name, string description, string allowed, Func<OpenApiSchema> schema, Func<string, (bool Allowed, T Value)> parse,
    T fallback, bool inPath = false) : Parameter(name, description, schema, inPath)
{
    /// <summary>The value of a request.</summary>
    /// <exception cref="Refusal">It is not allowed: 400, or 404 for a part of the path.</exception>
    public T Of(HttpContext http)
    {
        var texts = InPath ? [http.GetRouteValue(Name) as string ?? ""] : http.Request.Query[Name].ToArray();
        return texts switch
        {
            [] or [null or ""] => fallback,
            [{ } text] => parse(text) is (true, var value) ? value : throw Refused(text),
            _ => throw Refusal.Bad($"{Name} is given {texts.Length} times; allowed is once"),
        };
    }

    private Refusal Refused(string text)
    {
        var shown = new string([.. text.Take(60).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        var detail = $"{Name} is '{shown}'; allowed is {allowed}";
        return InPath ? Refusal.NotFound(detail) : Refusal.Bad(detail);
    }
}
