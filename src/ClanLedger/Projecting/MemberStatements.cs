using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Marten;

namespace ClanLedger.Projecting;

/// <summary>
/// The statements for members, their stays and their characters, but for what <see cref="JoinedRows"/> copied. Their order matters: rows refer to members by id.
/// </summary>
internal static class MemberStatements
{
    public static void Queue(IDocumentOperations operations, IReadOnlyCollection<MemberPatch> members, string schema)
    {
        Insert(operations, [.. members.Where(m => m.MemberId is not null && !m.Copied)], schema);
        HistoryStatements.Queue(operations, members, schema);
        Update(operations, [.. members.Where(m => m.MemberId is null)], schema);
        Stays(operations, members, schema);
        Characters(operations, members, schema);
    }

    private static void Insert(IDocumentOperations operations, MemberPatch[] joined, string schema)
    {
        if (joined.Length == 0)
            return;
        operations.QueueSqlCommand(Sql.Text("projecting/insert_members", schema),
        [
            Array.ConvertAll(joined, m => m.MembershipId), Array.ConvertAll(joined, m => m.MemberId!.Value),
            Array.ConvertAll(joined, m => m.ClanId!.Value), .. Attributes(joined),
            Array.ConvertAll(joined, m => m.Added!.Value), Array.ConvertAll(joined, m => m.Deleted),
        ]);
    }

    private static void Update(IDocumentOperations operations, MemberPatch[] known, string schema)
    {
        if (known.Length == 0)
            return;
        operations.QueueSqlCommand(Sql.Text("projecting/update_members", schema),
        [
            Array.ConvertAll(known, m => m.MembershipId), Array.ConvertAll(known, m => m.ClanId), .. Attributes(known),
            Array.ConvertAll(known, m => m.Deleted), Array.ConvertAll(known, m => m.Gone),
        ]);
    }

    private static object[] Attributes(MemberPatch[] members) =>
    [
        Array.ConvertAll(members, m => m.Role),
        Array.ConvertAll(members, m => m.Role is null ? (bool?)null : Roles.IsAdmin(m.Role)),
        Array.ConvertAll(members, m => m.JoinDate),
        Array.ConvertAll(members, m => m.Names?.DestinyName), Array.ConvertAll(members, m => m.Names?.GlobalName),
        Array.ConvertAll(members, m => m.Names?.GlobalNameCode), Array.ConvertAll(members, m => m.Names?.BungieName),
        Array.ConvertAll(members, m => m.Profile?.MembershipType), Array.ConvertAll(members, m => m.Profile?.IconPath),
        Array.ConvertAll(members, m => m.Profile?.BungieId), Array.ConvertAll(members, m => m.Profile?.BungieMembershipType),
        Array.ConvertAll(members, m => m.Profile?.BungieIconPath),
        Array.ConvertAll(members, m => m.LastSeenOnline), Array.ConvertAll(members, m => m.LastPlayed),
        Array.ConvertAll(members, m => m.VersionsOwned),
    ];

    private static void Stays(IDocumentOperations operations, IReadOnlyCollection<MemberPatch> members, string schema)
    {
        var restated = members.Where(m => m.RestatesStay is not null).ToArray();
        if (restated.Length > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/restate_stays", schema),
                Array.ConvertAll(restated, m => m.MembershipId), Array.ConvertAll(restated, m => m.RestatesStay!.Value));
        }

        var closed = members.Where(m => m.ClosesStay is not null).ToArray();
        if (closed.Length > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/close_stays", schema),
                Array.ConvertAll(closed, m => m.MembershipId), Array.ConvertAll(closed, m => m.ClosesStay!.Value));
        }

        var opened = members.Where(m => !m.Copied).SelectMany(m => m.Stays).ToArray();
        if (opened.Length > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/insert_stays", schema),
                Array.ConvertAll(opened, s => s.Owner.MembershipId), Array.ConvertAll(opened, s => s.Ordinal),
                Array.ConvertAll(opened, s => s.ClanId), Array.ConvertAll(opened, s => s.Joined), Array.ConvertAll(opened, s => s.Closed),
                Array.ConvertAll(opened, s => s.Baseline), Array.ConvertAll(opened, s => s.JoinDate));
        }
    }

    private static void Characters(IDocumentOperations operations, IReadOnlyCollection<MemberPatch> members, string schema)
    {
        // Who joined within the page has no others than the page mentions, of which the last is known.
        var leavers = members.Where(m => m.ClosesCharacters is not null && m.MemberId is null).ToArray();
        if (leavers.Length > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/close_characters", schema),
                Array.ConvertAll(leavers, m => m.MembershipId), Array.ConvertAll(leavers, m => m.ClosesCharacters!.Value));
        }

        var seen = members.SelectMany(m => m.Characters).Where(c => c.Seen is not null && !c.Copied).ToArray();
        if (seen.Length > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/upsert_characters", schema),
                Array.ConvertAll(seen, c => c.Owner.MembershipId), Array.ConvertAll(seen, c => c.CharacterId),
                Array.ConvertAll(seen, c => (long)c.Seen!.ClassHash), Array.ConvertAll(seen, c => c.FirstSeen!.Value), Array.ConvertAll(seen, c => c.Deleted),
                Array.ConvertAll(seen, c => c.Seen!.MinutesPlayedTotal), Array.ConvertAll(seen, c => c.Seen!.LastPlayed));
        }

        var deleted = members.SelectMany(m => m.Characters).Where(c => c.Seen is null).ToArray();
        if (deleted.Length > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/delete_characters", schema),
                Array.ConvertAll(deleted, c => c.CharacterId), Array.ConvertAll(deleted, c => c.Deleted!.Value));
        }
    }
}
