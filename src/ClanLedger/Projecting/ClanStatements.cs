using ClanLedger.Hosting;
using Marten;

namespace ClanLedger.Projecting;

/// <summary>The statements for clans, groups of clans, daily counts and runs.</summary>
internal static class ClanStatements
{
    public static void Queue(IDocumentOperations operations, GroupsPage page, string schema)
    {
        Clans(operations, [.. page.Clans], schema);
        Groups(operations, page, schema);
        DailyCounts(operations, page, schema);
        if (page.Runs.Count > 0)
            operations.QueueSqlCommand(Sql.Text("projecting/insert_runs", schema), page.Runs.Keys.ToArray(), page.Runs.Values.ToArray());
    }

    private static void Clans(IDocumentOperations operations, ClanPatch[] clans, string schema)
    {
        if (clans.Length == 0)
            return;
        operations.QueueSqlCommand(Sql.Text("projecting/upsert_clans", schema),
            Array.ConvertAll(clans, c => c.ClanId), Array.ConvertAll(clans, c => c.Name), Array.ConvertAll(clans, c => c.Callsign),
            Array.ConvertAll(clans, c => c.Tracked), Array.ConvertAll(clans, c => c.MemberCount),
            Array.ConvertAll(clans, c => c.LastObserved), Array.ConvertAll(clans, c => c.ObservedAnew));
    }

    private static void Groups(IDocumentOperations operations, GroupsPage page, string schema)
    {
        if (page.Groups.Count > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/upsert_groups", schema),
                page.Groups.Keys.ToArray(), page.Groups.Values.ToArray());
        }

        foreach (var (statement, present) in new[] { ("insert_group_clans", true), ("delete_group_clans", false) })
        {
            var pairs = page.GroupClans.Where(p => p.Value == present).Select(p => p.Key).ToArray();
            if (pairs.Length > 0)
            {
                operations.QueueSqlCommand(Sql.Text($"projecting/{statement}", schema),
                    Array.ConvertAll(pairs, p => p.GroupId), Array.ConvertAll(pairs, p => p.ClanId));
            }
        }
    }

    private static void DailyCounts(IDocumentOperations operations, GroupsPage page, string schema)
    {
        if (page.Sizes.Count > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/set_daily_counts", schema),
                page.Sizes.Keys.Select(k => k.Day).ToArray(), page.Sizes.Keys.Select(k => k.ClanId).ToArray(),
                page.Sizes.Keys.Select(_ => "members").ToArray(), page.Sizes.Values.ToArray());
        }

        if (page.Changes.Count > 0)
        {
            operations.QueueSqlCommand(Sql.Text("projecting/add_daily_counts", schema),
                page.Changes.Keys.Select(k => k.Day).ToArray(), page.Changes.Keys.Select(k => k.ClanId).ToArray(),
                page.Changes.Keys.Select(k => k.Key).ToArray(), page.Changes.Values.ToArray());
        }
    }
}
