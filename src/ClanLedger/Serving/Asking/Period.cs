namespace ClanLedger.Serving.Asking;

/// <summary>Days of the ledger, both ends included; null: open.</summary>
internal sealed record Period(DateOnly? From, DateOnly? To)
{
    /// <exception cref="Refusal">It ends before it begins.</exception>
    public static Period Of(HttpContext http)
    {
        var period = new Period(Parameters.From.Of(http), Parameters.To.Of(http));
        return period.From > period.To
            ? throw Refusal.Bad($"from is {period.From:yyyy-MM-dd}, after to, {period.To:yyyy-MM-dd}; allowed is that day or before")
            : period;
    }

    public bool Holds(DateOnly day) => !(day < From) && !(day > To);
}
