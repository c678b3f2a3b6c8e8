namespace ClanLedger.Simulator.Answering;

/// <summary>Everyone a clan lists, in the order of the pages.</summary>
/// <param name="Clan">Whose it is.</param>
/// <param name="Members">Who is listed.</param>
/// <param name="PageSize">Members on a page at the most.</param>
/// <param name="RepeatsLast">Each page begins with the last member of the page before.</param>
internal sealed record Roster(SimulatedClan Clan, IReadOnlyList<Listing> Members, int PageSize, bool RepeatsLast)
{
    /// <param name="number">From 1.</param>
    public RosterPage Page(int number)
    {
        var before = (int)Math.Clamp((number - 1L) * PageSize, 0, int.MaxValue / 2);
        var repeated = RepeatsLast && number > 1 ? 1 : 0;
        var shown = Members.Skip(before - repeated).Take(PageSize + repeated).ToArray();
        return new RosterPage(shown, Members.Count, before + PageSize < Members.Count, number, PageSize);
    }
}
