namespace ClanLedger.Serving.Answering;

/// <summary>A page of a list, in whatever frame: what CSV can be made of.</summary>
/// <typeparam name="T">One item; its properties are the columns.</typeparam>
public interface IListing<out T>
{
    /// <summary>The items of this page.</summary>
    IReadOnlyList<T> Items { get; }

    /// <summary>The cursor of the next page; null on the last.</summary>
    string? NextCursor { get; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The items of this page.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, string? NextCursor) : IListing<T>
{
    /// <summary>A page of rows of which one more than asked for was read.</summary>
    internal static Listing<T> Of(List<T> rows, int limit, Func<T, string> cursor) =>
        rows.Count > limit ? new(rows.GetRange(0, limit), cursor(rows[limit - 1])) : new(rows, null);
}
