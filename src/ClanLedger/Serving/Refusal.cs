namespace ClanLedger.Serving;

/// <summary>A request that cannot be answered as asked, told as problem details (RFC 9457).</summary>
/// <param name="status">A status of 400 to 499.</param>
/// <param name="detail">One line: what is wrong, and what is allowed.</param>
internal sealed class Refusal(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    /// <summary>400.</summary>
    public static Refusal Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>404.</summary>
    public static Refusal NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);
}
