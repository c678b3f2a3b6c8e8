namespace ClanLedger.Simulator.Answering;

/// <summary>A page of a roster.</summary>
/// <param name="Shown">results.</param>
/// <param name="Total">totalResults.</param>
/// <param name="HasMore">hasMore.</param>
/// <param name="Number">query.currentPage, from 1.</param>
/// <param name="Size">query.itemsPerPage.</param>
internal sealed record RosterPage(IReadOnlyList<Listing> Shown, int Total, bool HasMore, int Number, int Size);
