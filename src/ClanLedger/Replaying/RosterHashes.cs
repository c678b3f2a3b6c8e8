using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Staging;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>Compares the rosters that are still staged with their fingerprints, and those with the events that tell of them.</summary>
internal static class RosterHashes
{
    /// <summary>What no longer fits, a line each.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("replaying/staged_rosters"), connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var faults = new List<string>();
        var members = new List<StagedMember>();
        Staged? roster = null;
        while (await reader.ReadAsync(ct))
        {
            var of = new Staged(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateOnly>(2), reader.GetString(3), Text(4));
            if (of != roster)
                Check();
            roster = of;
            members.Add(Member(of.ClanId));
        }

        Check();
        return faults;

        void Check()
        {
            if (roster?.Fault(SnapshotHash.Of(members)) is { } fault)
                faults.Add(fault);
            members.Clear();
        }

        StagedMember Member(long clanId) => new(
            clanId, reader.GetInt64(5), Text(7), Text(8), reader.IsDBNull(9) ? null : reader.GetInt16(9), null,
            new MemberProfile(reader.GetInt32(6), null, null, null, null), Text(10),
            reader.IsDBNull(11) ? null : reader.GetFieldValue<DateTimeOffset>(11), null);

        string? Text(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
    }

    private sealed record Staged(long SnapshotId, long ClanId, DateOnly Day, string Hash, string? HashInEvent)
    {
        public string? Fault(string hash) =>
            HashInEvent is not null && HashInEvent != Hash ? $"snapshot {SnapshotId} of clan {ClanId} on {Day:yyyy-MM-dd}: its fingerprint is not the one in its event"
            : Hash != hash ? $"snapshot {SnapshotId} of clan {ClanId} on {Day:yyyy-MM-dd}: the staged members no longer fit its fingerprint"
            : null;
    }
}
