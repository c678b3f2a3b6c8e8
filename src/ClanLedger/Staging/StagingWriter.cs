using System.Diagnostics;
using System.Threading.Channels;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Observing;
using Npgsql;

namespace ClanLedger.Staging;

/// <summary>Copies a run's rows into the staging schema as they come in, in batches, by binary COPY.</summary>
/// <remarks>A snapshot is copied after all rows of its clan; within a batch they commit together.</remarks>
internal sealed class StagingWriter(NpgsqlDataSource database, Guid runId, DateOnly effectiveDate, TimeProvider time)
{
    /// <summary>Rows that may wait for COPY before fetching slows down: bounds memory.</summary>
    public const int MostWaiting = 50_000;

    /// <summary>How long a row waits at the most: what a crash loses has to be asked for again, at the usual pace some 30 questions.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.5);

    private readonly List<StagedMember> _members = [];
    private readonly List<StagedProfile> _profiles = [];
    private readonly List<StagedSnapshot> _snapshots = [];

    /// <summary>Rows copied so far, over all tables.</summary>
    public long Rows { get; private set; }

    /// <summary>Time spent in COPY.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Copies everything the channel brings until it completes.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="fetching">Ends when no further row comes, before the channel completes.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(ChannelReader<StagedRow> rows, Task fetching, CancellationToken ct)
    {
        while (await rows.WaitToReadAsync(ct))
        {
            await Task.WhenAny(fetching, Task.Delay(LongestWait, time, ct));
            for (var waiting = 0; waiting < MostWaiting && rows.TryRead(out var row); waiting++)
                Keep(row);
            await FlushAsync(ct);
        }
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
        using var span = LedgerTraces.Copy(_members.Count + _profiles.Count + _snapshots.Count);
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
        + "destiny_name, destiny_membership_type, destiny_icon_path, global_name, global_name_code, role, join_date, last_seen_online, overridden)",
        _members,
        (copy, m) =>
        {
            copy.Write(runId);
            copy.Write(effectiveDate);
            copy.Write(m.ClanId);
            copy.Write(m.Profile.BungieId);
            copy.Write(m.BungieName);
            copy.Write(m.Profile.BungieMembershipType);
            copy.Write(m.Profile.BungieIconPath);
            copy.Write(m.MembershipId);
            copy.Write(m.DestinyName);
            copy.Write(m.Profile.MembershipType);
            copy.Write(m.Profile.IconPath);
            copy.Write(m.GlobalName);
            copy.Write(m.GlobalNameCode);
            copy.Write(m.Role);
            copy.Write(m.JoinDate);
            copy.Write(m.LastSeenOnline);
            copy.Write(m.Overridden);
        }, ct);

    private Task CopyProfilesAsync(NpgsqlConnection connection, CancellationToken ct) => CopyAsync(connection,
        "t_member_profiles (run_id, destiny_id, destiny_membership_type, versions_owned, last_played)",
        _profiles,
        (copy, p) =>
        {
            copy.Write(runId);
            copy.Write(p.Member.Id);
            copy.Write(p.Member.Type);
            copy.Write(p.Profile?.VersionsOwned);
            copy.Write(p.Profile?.LastPlayed);
        }, ct);

    private Task CopyCharactersAsync(NpgsqlConnection connection, CancellationToken ct) => CopyAsync(connection,
        "t_member_characters (run_id, effective_date, destiny_id, destiny_membership_type, character_id, class_hash, versions_owned, "
        + "minutes_played_total, last_played)",
        from p in _profiles
        let profile = p.Profile
        where profile is not null
        from c in profile.Characters
        select new SeenCharacter(p.Member, profile.VersionsOwned, c),
        (copy, row) =>
        {
            copy.Write(runId);
            copy.Write(effectiveDate);
            copy.Write(row.Member.Id);
            copy.Write(row.Member.Type);
            copy.Write(row.Character.CharacterId);
            copy.Write((long)row.Character.ClassHash);
            copy.Write(row.VersionsOwned);
            copy.Write(row.Character.MinutesPlayedTotal);
            copy.Write(row.Character.LastPlayed);
        }, ct);

    private Task CopySnapshotsAsync(NpgsqlConnection connection, CancellationToken ct) => CopyAsync(connection,
        "t_snapshots (run_id, clan_id, effective_date, verdict, reason, clan_name, callsign, member_count, total_results, members, "
        + "hash, fetched)",
        _snapshots,
        (copy, s) =>
        {
            copy.Write(runId);
            copy.Write(s.ClanId);
            copy.Write(effectiveDate);
            copy.Write(s.Verdict);
            copy.Write(s.Reason);
            copy.Write(s.Names?.Name);
            copy.Write(s.Names?.Callsign);
            copy.Write(s.MemberCount);
            copy.Write(s.TotalResults);
            copy.Write(s.Members);
            copy.Write(s.Hash);
            copy.Write(s.Fetched);
        }, ct);

    private async Task CopyAsync<T>(
        NpgsqlConnection connection, string into, IEnumerable<T> rows, Action<BinaryCopy, T> write, CancellationToken ct)
    {
        using var row = rows.GetEnumerator();
        if (row.MoveNext())
            await BinaryCopy.RunAsync(connection, $"staging.{into}", WriteAll, null, ct);

        void WriteAll(BinaryCopy copy)
        {
            do
            {
                copy.StartRow();
                write(copy, row.Current);
                Rows++;
            }
            while (row.MoveNext());
        }
    }

    /// <summary>A row of its table. A class: code for tuples of values would be compiled in every new process.</summary>
    private sealed record SeenCharacter(DestinyMembership Member, int VersionsOwned, CharacterSeen Character);
}
