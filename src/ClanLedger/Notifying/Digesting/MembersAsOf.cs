using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Marten;
using Marten.Events;
using Npgsql;

namespace ClanLedger.Notifying.Digesting;

/// <summary>Members as a run left them, from the tables of today.</summary>
internal static class MembersAsOf
{
    public static async Task<IReadOnlyDictionary<long, MemberAsOf>> ReadAsync(
        IQuerySession session, NpgsqlDataSource database, long[] membershipIds, Report report, CancellationToken ct)
    {
        var members = await NowAsync(database, membershipIds, report.Day, ct);

        // The first renaming since says what someone was called before it.
        var since = await session.Events.QueryAllRawEvents()
            .Where(e => e.Sequence > report.Through && e.EventTypesAre(typeof(MemberRenamed))).OrderByDescending(e => e.Sequence).ToListAsync(ct);
        foreach (var renamed in since)
        {
            var id = StreamKeys.IdOf(renamed.StreamKey!);
            if (members.TryGetValue(id, out var member))
                members[id] = member with { Names = ((MemberRenamed)renamed.Data).Old };
        }

        return members;
    }

    private static async Task<Dictionary<long, MemberAsOf>> NowAsync(NpgsqlDataSource database, long[] ids, DateOnly day, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql.Text("notifying/members_as_of"));
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = ids });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = day });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var members = new Dictionary<long, MemberAsOf>(ids.Length);
        while (await reader.ReadAsync(ct))
            members[reader.GetInt64(0)] = new MemberAsOf(new MemberNames(reader.GetString(1), Text(2), reader.IsDBNull(3) ? null : reader.GetInt16(3), Text(4)), Stay(5), Stay(10));
        return members;

        string? Text(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

        StayAsOf? Stay(int at) => reader.IsDBNull(at) ? null : new StayAsOf(
            reader.GetInt64(at), reader.GetFieldValue<DateOnly>(at + 1), reader.GetBoolean(at + 2),
            reader.IsDBNull(at + 3) ? null : reader.GetFieldValue<DateTimeOffset>(at + 3), reader.IsDBNull(at + 4) ? null : reader.GetFieldValue<DateOnly>(at + 4));
    }
}
