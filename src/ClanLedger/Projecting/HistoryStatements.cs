using System.Text.Json;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Marten;

namespace ClanLedger.Projecting;

/// <summary>The statements for what members were before. They come after new members are inserted and before known ones are updated.</summary>
internal static class HistoryStatements
{
    private static readonly JsonSerializerOptions Json = LedgerJson.Options();

    public static void Queue(IDocumentOperations operations, IReadOnlyCollection<MemberPatch> members, string schema)
    {
        Former(operations, members, schema);
        Queue(operations, "insert_known_names", schema, [.. members.SelectMany(m => m.History.KnownNames.Select(n => (m.MembershipId, m.MemberId, Name: n)))],
            rows => [Array.ConvertAll(rows, r => r.MembershipId), Array.ConvertAll(rows, r => r.MemberId), Array.ConvertAll(rows, r => r.Name)]);
        Queue(operations, "insert_changes", schema,
            [.. members.SelectMany(m => m.History.Changes.Select((change, i) => (m.MembershipId, Ordinal: i + 1, Change: change)))],
            rows =>
            [
                Array.ConvertAll(rows, r => r.MembershipId), Array.ConvertAll(rows, r => r.Ordinal),
                Array.ConvertAll(rows, r => r.Change.Event.EffectiveDate), Array.ConvertAll(rows, r => Storage.EventNames[r.Change.Event.GetType()]),
                Array.ConvertAll(rows, r => r.Change.ClanId), Array.ConvertAll(rows, r => r.Change.FromClanId),
                Array.ConvertAll(rows, r => r.Change.EventId),
                Array.ConvertAll(rows, r => JsonSerializer.Serialize(r.Change.Event, r.Change.Event.GetType(), Json)),
            ]);
    }

    private static void Former(IDocumentOperations operations, IReadOnlyCollection<MemberPatch> members, string schema)
    {
        Queue(operations, "insert_former_names", schema,
            [.. members.SelectMany(m => m.History.FormerNames.Select(n => (m.MembershipId, Until: n.Key, Names: n.Value)))],
            rows =>
            [
                Array.ConvertAll(rows, r => r.MembershipId), Array.ConvertAll(rows, r => r.Until), Array.ConvertAll(rows, r => r.Names.DestinyName),
                Array.ConvertAll(rows, r => r.Names.GlobalName), Array.ConvertAll(rows, r => r.Names.GlobalNameCode), Array.ConvertAll(rows, r => r.Names.BungieName),
            ]);
        Queue(operations, "insert_former_roles", schema,
            [.. members.SelectMany(m => m.History.FormerRoles.Select(f => (m.MembershipId, Until: f.Key, Role: f.Value)))],
            rows => [Array.ConvertAll(rows, r => r.MembershipId), Array.ConvertAll(rows, r => r.Until), Array.ConvertAll(rows, r => r.Role)]);
        Queue(operations, "insert_former_plays", schema,
            [.. members.SelectMany(m => m.History.FormerPlays.Select(play => (m.MembershipId, Play: play)))],
            rows =>
            [
                Array.ConvertAll(rows, r => r.MembershipId), Array.ConvertAll(rows, r => r.Play.Until),
                Array.ConvertAll(rows, r => r.Play.OfPage), Array.ConvertAll(rows, r => r.Play.LastPlayed),
            ]);
    }

    private static void Queue<T>(IDocumentOperations operations, string statement, string schema, T[] rows, Func<T[], object[]> columns)
    {
        if (rows.Length > 0)
            operations.QueueSqlCommand(Sql.Text($"projecting/{statement}", schema), columns(rows));
    }
}
