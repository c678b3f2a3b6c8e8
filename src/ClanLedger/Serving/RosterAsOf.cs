using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Projecting;
using Marten;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>A clan's roster at the end of a day.</summary>
/// <param name="Clan">The clan, with the last day on which it was observed.</param>
/// <param name="AsOf">The day asked for; null: the present.</param>
/// <param name="Members">Founders first, then by role and name.</param>
public sealed record RosterAsOf(FoundClan Clan, DateOnly? AsOf, IReadOnlyList<RosterMember> Members);

/// <summary>A member as of that day: names, role and play as the ledger knew them then.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Names">Names of that day.</param>
/// <param name="Role">Role of that day.</param>
/// <param name="Joined">Effective date of the stay's beginning.</param>
/// <param name="Baseline">The clan was first observed on that day: they joined then or before.</param>
/// <param name="LastPlayed">UTC; null when the profile was never seen.</param>
public sealed record RosterMember(
    long MembershipId, int MemberId, MemberNames Names, string Role, DateOnly Joined, bool Baseline, DateTimeOffset? LastPlayed);

/// <summary>Who was in comes from <c>groups.t_memberships</c>; what they were like then, from their streams.</summary>
internal static class RosterReader
{
    /// <exception cref="UserErrorException">The clan is unknown, or was not observed by then.</exception>
    public static async Task<RosterAsOf> ReadAsync(
        IDocumentStore store, NpgsqlDataSource database, string clanText, DateOnly? asOf, CancellationToken ct)
    {
        var clan = await ClanLookup.FindAsync(database, clanText, asOf, ct);
        if (clan.FirstObserved is not { } since)
            throw new UserErrorException($"{clan.Name} has not been observed yet: run `sync`");
        if (clan.LastObserved is null)
            throw new UserErrorException($"{clan.Name} is known since {since:yyyy-MM-dd}: nothing can be said about {asOf:yyyy-MM-dd}");

        var stays = await StaysAsync(database, clan.ClanId, asOf, ct);
        var members = await FoldAsync(store, stays.Keys, asOf, ct);
        return new RosterAsOf(clan, asOf,
        [
            .. members.Select(m => Member(m, stays[m.MembershipId]))
                .OrderByDescending(m => Roles.Rank(m.Role)).ThenBy(m => m.Names.DestinyName, StringComparer.OrdinalIgnoreCase).ThenBy(m => m.MemberId),
        ]);
    }

    private static RosterMember Member(MemberPatch m, (DateOnly Joined, bool Baseline) stay) =>
        new(m.MembershipId, m.MemberId!.Value, m.Names!, m.Role!, stay.Joined, stay.Baseline, m.LastPlayed);

    private static async Task<Dictionary<long, (DateOnly Joined, bool Baseline)>> StaysAsync(
        NpgsqlDataSource database, long clanId, DateOnly? asOf, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql.Text("serving/stays_as_of"));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = clanId });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)asOf ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var stays = new Dictionary<long, (DateOnly, bool)>();
        while (await reader.ReadAsync(ct))
            stays[reader.GetInt64(0)] = (reader.GetFieldValue<DateOnly>(1), reader.GetBoolean(2));
        return stays;
    }

    private static async Task<IReadOnlyCollection<MemberPatch>> FoldAsync(
        IDocumentStore store, IEnumerable<long> membershipIds, DateOnly? asOf, CancellationToken ct)
    {
        var keys = membershipIds.Select(StreamKeys.Member).ToArray();
        await using var session = store.QuerySession();
        var events = await session.Events.QueryAllRawEvents().Where(e => keys.Contains(e.StreamKey)).OrderBy(e => e.Sequence).ToListAsync(ct);
        var page = new GroupsPage();
        foreach (var e in events.Where(e => e.Data is IMemberEvent m && (asOf is null || m.EffectiveDate <= asOf)))
            page.Apply(e.StreamKey!, e.Data);
        return page.Members;
    }
}
