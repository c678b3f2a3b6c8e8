using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Npgsql;

namespace ClanLedger.Projecting;

/// <summary>
/// Writes by COPY what has no row yet: who joins within a page, with their names, stays and characters. As statements they take twice as long.
/// </summary>
internal static class JoinedRows
{
    /// <summary>Writes them, before any statement of the page, and marks them as copied.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="members">What the page changes.</param>
    /// <param name="schema">The schema of the tables.</param>
    /// <param name="ct">Cancels before the next table.</param>
    public static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyCollection<MemberPatch> members, string schema, CancellationToken ct)
    {
        var joined = members.Where(m => m.MemberId is not null).ToArray();
        if (joined.Length == 0)
            return;
        var characters = joined.SelectMany(m => m.Characters).Where(c => c.Seen is not null).ToArray();
        var known = await KnownAsync(connection, characters, schema, ct);
        var created = characters.Where(c => !known.Contains(c.CharacterId)).ToArray();

        await CopyAsync(
            "t_members (member_id, clan_id, bungie_id, bungie_name, bungie_membership_type, bungie_icon_path, destiny_id, destiny_name, destiny_membership_type, "
            + "destiny_icon_path, deleted, deleted_flag, added, admin, versions_owned, global_name, global_name_code, role, join_date, last_seen_online, last_played)",
            joined, WriteMember);
        await CopyAsync(
            "t_known_names (name, member_id)",
            joined.SelectMany(m => m.History.KnownNames, (m, name) => new KnownName(name, m.MemberId!.Value)).OrderBy(n => n.Name, StringComparer.Ordinal), // All but as the index is.
            WriteName);
        await CopyAsync("t_memberships (member_id, stay, clan_id, joined, \"left\", baseline, join_date)", joined.SelectMany(m => m.Stays), WriteStay);
        await CopyAsync(
            "t_characters (character_id, member_id, class_hash, added, deleted, deleted_flag, minutes_played_total, last_played)", created, WriteCharacter);

        foreach (var member in joined)
            member.Copied = true;
        foreach (var character in created)
            character.Copied = true;

        Task CopyAsync<T>(string into, IEnumerable<T> rows, Action<BinaryCopy, T> write) => BinaryCopy.RunAsync(
            connection, $"{schema}.{into}",
            copy =>
            {
                foreach (var row in rows)
                {
                    copy.StartRow();
                    write(copy, row);
                }
            }, BinaryCopy.LongestOfPage, ct);
    }

    /// <summary>Characters that have a row all the same: they were someone else's.</summary>
    /// <remarks>Locks the tables, too: COPY would wait for other sessions no longer than the connection's usual timeout.</remarks>
    private static async Task<HashSet<long>> KnownAsync(NpgsqlConnection connection, CharacterPatch[] characters, string schema, CancellationToken ct)
    {
        var locking = $"lock table {schema}.t_members, {schema}.t_known_names, {schema}.t_memberships, {schema}.t_characters in row exclusive mode";
        var known = new NpgsqlBatchCommand(Sql.Text("projecting/known_characters", schema));
        known.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(characters, c => c.CharacterId) });
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(locking), known }, Timeout = 0 };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var ids = new HashSet<long>();
        while (await reader.ReadAsync(ct))
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private static void WriteMember(BinaryCopy copy, MemberPatch member)
    {
        var (names, profile) = (member.Names!, member.Profile!);
        copy.Write(member.MemberId);
        copy.Write(member.ClanId);
        copy.Write(profile.BungieId);
        copy.Write(names.BungieName);
        copy.Write(profile.BungieMembershipType);
        copy.Write(profile.BungieIconPath);
        copy.Write(member.MembershipId);
        copy.Write(names.DestinyName);
        copy.Write(profile.MembershipType);
        copy.Write(profile.IconPath);
        copy.Write(member.Deleted);
        copy.Write(member.Deleted is not null);
        copy.Write(member.Added);
        copy.Write(Roles.IsAdmin(member.Role!));
        copy.Write(member.VersionsOwned);
        copy.Write(names.GlobalName);
        copy.Write(names.GlobalNameCode);
        copy.Write(member.Role);
        copy.Write(member.JoinDate);
        copy.Write(member.LastSeenOnline);
        copy.Write(member.LastPlayed);
    }

    private static void WriteName(BinaryCopy copy, KnownName name)
    {
        copy.Write(name.Name);
        copy.Write(name.MemberId);
    }

    private static void WriteStay(BinaryCopy copy, StayPatch stay)
    {
        copy.Write(stay.Owner.MemberId);
        copy.Write(stay.Ordinal);
        copy.Write(stay.ClanId);
        copy.Write(stay.Joined);
        copy.Write(stay.Closed);
        copy.Write(stay.Baseline);
        copy.Write(stay.JoinDate);
    }

    private static void WriteCharacter(BinaryCopy copy, CharacterPatch character)
    {
        copy.Write(character.CharacterId);
        copy.Write(character.Owner.MemberId);
        copy.Write((long)character.Seen!.ClassHash);
        copy.Write(character.FirstSeen);
        copy.Write(character.Deleted);
        copy.Write(character.Deleted is not null);
        copy.Write(character.Seen.MinutesPlayedTotal);
        copy.Write(character.Seen.LastPlayed);
    }

    private sealed record KnownName(string Name, int MemberId);
}
