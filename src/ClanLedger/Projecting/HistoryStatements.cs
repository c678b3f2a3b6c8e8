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
        Queue(operations, "insert_known_names", schema, members, m => m.Copied ? [] : m.History.KnownNames,
            rows => [Array.ConvertAll(rows, r => r.Member.MembershipId), Array.ConvertAll(rows, r => r.Of)]);
        Queue(operations, "insert_changes", schema, members, m => m.History.Changes,
            rows =>
            [
                Array.ConvertAll(rows, r => r.Member.MembershipId), Array.ConvertAll(rows, r => r.Ordinal),
                Array.ConvertAll(rows, r => r.Of.Event.EffectiveDate), Array.ConvertAll(rows, r => Storage.EventNames[r.Of.Event.GetType()]),
                Array.ConvertAll(rows, r => r.Of.ClanId), Array.ConvertAll(rows, r => r.Of.FromClanId), Array.ConvertAll(rows, r => r.Of.EventId),
                Array.ConvertAll(rows, r => JsonSerializer.Serialize(r.Of.Event, r.Of.Event.GetType(), Json)),
            ]);
    }

    private static void Former(IDocumentOperations operations, IReadOnlyCollection<MemberPatch> members, string schema)
    {
        Queue(operations, "insert_former_names", schema, members, m => m.History.FormerNames,
            rows =>
            [
                Array.ConvertAll(rows, r => r.Member.MembershipId), Array.ConvertAll(rows, r => r.Of.Key), Array.ConvertAll(rows, r => r.Of.Value.DestinyName),
                Array.ConvertAll(rows, r => r.Of.Value.GlobalName), Array.ConvertAll(rows, r => r.Of.Value.GlobalNameCode), Array.ConvertAll(rows, r => r.Of.Value.BungieName),
            ]);
        Queue(operations, "insert_former_roles", schema, members, m => m.History.FormerRoles,
            rows => [Array.ConvertAll(rows, r => r.Member.MembershipId), Array.ConvertAll(rows, r => r.Of.Key), Array.ConvertAll(rows, r => r.Of.Value)]);
        Queue(operations, "insert_former_plays", schema, members, m => m.History.FormerPlays,
            rows =>
            [
                Array.ConvertAll(rows, r => r.Member.MembershipId), Array.ConvertAll(rows, r => r.Of.Until),
                Array.ConvertAll(rows, r => r.Of.OfPage), Array.ConvertAll(rows, r => r.Of.LastPlayed),
            ]);
    }

    private static void Queue<T>(
        IDocumentOperations operations, string statement, string schema, IReadOnlyCollection<MemberPatch> members,
        Func<MemberPatch, IReadOnlyCollection<T>> of, Func<Row<T>[], object[]> columns)
    {
        var rows = new List<Row<T>>();
        foreach (var member in members)
        {
            var ordinal = 0;
            foreach (var one in of(member))
                rows.Add(new Row<T>(member, ++ordinal, one));
        }

        if (rows.Count > 0)
            operations.QueueSqlCommand(Sql.Text($"projecting/{statement}", schema), columns([.. rows]));
    }

    /// <summary>One of several things about a member. A class: code for tuples of values would be compiled in every new process.</summary>
    private sealed record Row<T>(MemberPatch Member, int Ordinal, T Of);
}
