namespace ClanLedger.Serving.Asking;

/// <summary>The parameters that an endpoint takes; any other is refused, so that a misspelt one is not overlooked.</summary>
internal sealed record Taken(IReadOnlyList<Parameter> Parameters)
{
    /// <exception cref="Refusal">The query holds a parameter that the endpoint does not know.</exception>
    public static ValueTask<object?> RefuseOthersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var taken = context.HttpContext.GetEndpoint()!.Metadata.GetRequiredMetadata<Taken>().Parameters.Where(p => !p.InPath).Select(p => p.Name).ToArray();
        foreach (var name in context.HttpContext.Request.Query.Keys)
        {
            if (!taken.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Refusal.Bad(taken.Length == 0
                    ? "The query holds a parameter; this address takes none"
                    : $"The query holds a parameter that is not known here; allowed are {string.Join(", ", taken)}");
            }
        }

        return next(context);
    }
}
