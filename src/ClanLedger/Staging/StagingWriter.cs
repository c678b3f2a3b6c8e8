using System.Diagnostics;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Staging;

/// <summary>Copies a run's rows into the staging schema as they come in, in batches, by binary COPY.</summary>
/// <remarks>A snapshot is copied after all rows of its clan; within a batch they commit together.</remarks>
internal sealed class StagingWriter(NpgsqlDataSource database, Guid runId, DateOnly effectiveDate)
{
    private const int BatchSize = 10_000;

    private readonly List<StagedMember> _members = [];
    private readonly List<StagedProfile> _profiles = [];
    private readonly List<StagedSnapshot> _snapshots = [];

    /// <summary>Rows copied so far, over all tables.</summary>
    public long Rows { get; private set; }

    /// <summary>Time spent in COPY.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Copies everything the channel brings until it completes.</summary>
    public async Task RunAsync(ChannelReader<StagedRow> rows, CancellationToken ct)
    {
        var waiting = 0;
        while (await rows.WaitToReadAsync(ct))
        {
            while (rows.TryRead(out var row))
            {
                Keep(row);
                if (++waiting >= BatchSize)
                {
                    await FlushAsync(ct);
                    waiting = 0;
                }
            }
        }

        await FlushAsync(ct);
    }

    private void Keep(StagedRow row)
    {
        switch (row)
        {
            case StagedMember member: _members.Add(member); break;
            case StagedProfile profile: _profiles.Add(profile); break;
            case StagedSnapshot snapshot: _snapshots.Add(snapshot); break;
            default: throw new NotSupportedException($"No staging table for {row.GetType().Name}");
        }
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        await using (var connection = await database.OpenConnectionAsync(ct))
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await CopyMembersAsync(connection, ct);
            await CopyProfilesAsync(connection, ct);
            await CopyCharactersAsync(connection, ct);
            await CopySnapshotsAsync(connection, ct);
            await transaction.CommitAsync(ct);
        }

        _members.Clear();
        _profiles.Clear();
        _snapshots.Clear();
        Elapsed += Stopwatch.GetElapsedTime(start);
    }

    private Task CopyMembersAsync(NpgsqlConnection connection, CancellationToken ct) => CopyAsync(connection,
        "t_clan_members (run_id, effective_date, clan_id, bungie_id, bungie_name, bungie_membership_type, bungie_icon_path, destiny_id, "
        + "destiny_name, destiny_membership_type, destiny_icon_path, global_name, global_name_code, role, join_date, last_seen_online)",
        _members,
        async (copy, m) =>
        {
            await copy.WriteAsync(runId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(effectiveDate, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(m.ClanId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(m.Profile.BungieId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(m.BungieName, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(m.Profile.BungieMembershipType, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(m.Profile.BungieIconPath, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(m.MembershipId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(m.DestinyName, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(m.Profile.MembershipType, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(m.Profile.IconPath, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(m.GlobalName, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(m.GlobalNameCode, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(m.Role, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(m.JoinDate, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(m.LastSeenOnline, NpgsqlDbType.TimestampTz, ct);
        }, ct);

    private Task CopyProfilesAsync(NpgsqlConnection connection, CancellationToken ct) => CopyAsync(connection,
        "t_member_profiles (run_id, destiny_id, destiny_membership_type, versions_owned, last_played)",
        _profiles,
        async (copy, p) =>
        {
            await copy.WriteAsync(runId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(p.MembershipId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(p.MembershipType, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(p.Profile.VersionsOwned, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(p.Profile.LastPlayed, NpgsqlDbType.TimestampTz, ct);
        }, ct);

    private Task CopyCharactersAsync(NpgsqlConnection connection, CancellationToken ct) => CopyAsync(connection,
        "t_member_characters (run_id, effective_date, destiny_id, destiny_membership_type, character_id, class_hash, versions_owned, "
        + "minutes_played_total, last_played)",
        _profiles.SelectMany(p => p.Profile.Characters, (p, c) => (Owner: p, Character: c)),
        async (copy, row) =>
        {
            await copy.WriteAsync(runId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(effectiveDate, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(row.Owner.MembershipId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.Owner.MembershipType, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Character.CharacterId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync((long)row.Character.ClassHash, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.Owner.Profile.VersionsOwned, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Character.MinutesPlayedTotal, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Character.LastPlayed, NpgsqlDbType.TimestampTz, ct);
        }, ct);

    private Task CopySnapshotsAsync(NpgsqlConnection connection, CancellationToken ct) => CopyAsync(connection,
        "t_snapshots (run_id, clan_id, effective_date, verdict, reason, clan_name, callsign, member_count, total_results, members, "
        + "profiles, hash, fetched)",
        _snapshots,
        async (copy, s) =>
        {
            await copy.WriteAsync(runId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(s.ClanId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(effectiveDate, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(s.Verdict, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(s.Reason, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(s.Names?.Name, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(s.Names?.Callsign, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(s.MemberCount, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(s.TotalResults, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(s.Members, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(s.Profiles, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(s.Hash, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(s.Fetched, NpgsqlDbType.TimestampTz, ct);
        }, ct);

    private async Task CopyAsync<T>(
        NpgsqlConnection connection, string into, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> write, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy staging.{into} from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await write(copy, row);
        }

        Rows += (long)await copy.CompleteAsync(ct);
    }
}
