using ClanLedger.Ledger;
using Marten;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>What happened to one member in a run.</summary>
/// <param name="Name">The member's name now.</param>
/// <param name="Event">What happened.</param>
public sealed record MemberChange(string Name, IMemberEvent Event);

/// <summary>Member events in the order they were recorded.</summary>
internal static class RunChanges
{
    /// <summary>Everything recorded after a sequence number but play, and the last sequence number.</summary>
    public static async Task<(IReadOnlyList<MemberChange> Changes, long Last)> AfterAsync(
        IDocumentStore store, NpgsqlDataSource database, long sequence, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.QueryAllRawEvents().Where(e => e.Sequence > sequence).OrderBy(e => e.Sequence).ToListAsync(ct);
        var told = events.Where(e => e.Data is IMemberEvent and not (MemberPlayed or MemberSeenOnline))
            .Select(e => (Id: StreamKeys.IdOf(e.StreamKey!), Event: (IMemberEvent)e.Data)).ToArray();
        var names = await NamesAsync(database, [.. told.Select(t => t.Id)], ct);
        return ([.. told.Select(t => new MemberChange(names[t.Id], t.Event))], events.Count > 0 ? events[^1].Sequence : sequence);
    }

    private static async Task<Dictionary<long, string>> NamesAsync(NpgsqlDataSource database, long[] ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select destiny_id, destiny_name from groups.t_members where destiny_id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = ids });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new Dictionary<long, string>();
        while (await reader.ReadAsync(ct))
            names[reader.GetInt64(0)] = reader.GetString(1);
        return names;
    }
}
