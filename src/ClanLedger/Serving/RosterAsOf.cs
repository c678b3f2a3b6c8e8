using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Rosters;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>A clan's roster at the end of a day.</summary>
/// <param name="Clan">The clan, with the last day on which it was observed.</param>
/// <param name="AsOf">The day asked for; null: the present.</param>
/// <param name="Members">Founders first, then by role and name.</param>
public sealed record RosterAsOf(FoundClan Clan, DateOnly? AsOf, IReadOnlyList<RosterMember> Members);

/// <summary>A roster for a person who typed the clan's name.</summary>
internal static class RosterReader
{
    /// <exception cref="UserErrorException">The clan is unknown, or was not observed by then.</exception>
    public static async Task<RosterAsOf> ReadAsync(NpgsqlDataSource database, string clanText, DateOnly? asOf, CancellationToken ct)
    {
        var clan = await ClanLookup.FindAsync(database, clanText, asOf, ct);
        if (clan.FirstObserved is not { } since)
            throw new UserErrorException($"{clan.Name} has not been observed yet: run `sync`");
        if (clan.LastObserved is null)
            throw new UserErrorException($"{clan.Name} is known since {since:yyyy-MM-dd}: nothing can be said about {asOf:yyyy-MM-dd}");

        var members = await RosterQuery.ReadAsync(database, [clan.ClanId], asOf, ct);
        return new RosterAsOf(clan, asOf,
        [
            .. members.OrderByDescending(m => Roles.Rank(m.Role))
                .ThenBy(m => m.Names.DestinyName, StringComparer.OrdinalIgnoreCase).ThenBy(m => m.MemberId),
        ]);
    }
}
