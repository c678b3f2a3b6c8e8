using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;

namespace ClanLedger.Serving.Describing;

/// <summary>Endpoints with what they take and answer: for the document, and for the refusal of anything else.</summary>
internal static class Describes
{
    /// <summary>Answers one thing.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string tag, string summary, params Parameter[] takes) => endpoint
        .Takes(tag, summary, takes)
        .Produces<T>()
        .Produces(StatusCodes.Status304NotModified);

    /// <summary>Answers a whole list: JSON or CSV.</summary>
    public static RouteHandlerBuilder Lists<T, TItem>(this RouteHandlerBuilder endpoint, string tag, string summary, params Parameter[] takes)
        where T : IListing<TItem> => endpoint
        .Takes(tag, summary, [.. takes, Parameters.Format])
        .Produces<T>(StatusCodes.Status200OK, "application/json", "text/csv")
        .Produces(StatusCodes.Status304NotModified);

    /// <summary>Answers a list page by page: JSON or CSV.</summary>
    public static RouteHandlerBuilder Pages<T, TItem>(this RouteHandlerBuilder endpoint, string tag, string summary, params Parameter[] takes)
        where T : IListing<TItem> =>
        endpoint.Lists<T, TItem>(tag, summary, [.. takes, Parameters.Limit, Parameters.Cursor]);

    /// <summary>Its answers follow from events, the question and the ledger's day, and from nothing else: they are kept until there is another event.</summary>
    public static RouteHandlerBuilder FollowsFromEvents(this RouteHandlerBuilder endpoint) => endpoint.CacheOutput(KeptAnswers.Policy);

    /// <summary>What it takes, and what can go wrong.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string tag, string summary, params Parameter[] takes)
    {
        endpoint.WithTags(tag).WithSummary(summary).WithMetadata(new Taken(takes))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        if (takes.Any(p => p.InPath))
            endpoint.ProducesProblem(StatusCodes.Status404NotFound);
        return endpoint;
    }

    /// <summary>Changes something: a key may be refused, and so may what is asked for.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint) =>
        endpoint.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
}
