using ClanLedger.Ledger;
using Npgsql;

namespace ClanLedger.Diffing;

/// <summary>The reader's current row of <c>staging.fn_diff</c>, in the order of its columns.</summary>
internal sealed class ChangeRow(NpgsqlDataReader reader)
{
    public string Kind => reader.GetString(0);
    public long MembershipId => reader.GetInt64(1);
    public long SnapshotId => reader.GetInt64(2);
    public int? MemberId => Value<int>(3);
    public long? ClanId => Value<long>(4);
    public long? KnownClanId => Value<long>(5);
    public bool Baseline => reader.GetBoolean(6);
    public DateTimeOffset? LastSeenOnline => Value<DateTimeOffset>(11);
    public int? VersionsOwned => Value<int>(30);
    public int? KnownVersionsOwned => Value<int>(31);
    public DateTimeOffset? LastPlayed => Value<DateTimeOffset>(32);
    public long CharacterId => reader.GetInt64(33);

    /// <summary>Where a leaver went, when bungie.net said so.</summary>
    public ClanElsewhere? To => Value<long>(37) is { } clanId ? new ClanElsewhere(clanId, Text(38)) : null;

    /// <summary>bungie.net was asked about a leaver, and said that they are not in the clan.</summary>
    public bool Confirmed => reader.GetBoolean(39);

    public MemberAttributes? Seen() => ClanId is null ? null : new MemberAttributes(
        reader.GetString(7), Value<DateTimeOffset>(9), Names(12), Profile(20));

    public MemberAttributes? Known() => MemberId is null ? null : new MemberAttributes(
        reader.GetString(8), Value<DateTimeOffset>(10), Names(16), reader.IsDBNull(25) ? null : Profile(25));

    public CharacterSeen Character() => new(
        CharacterId, (uint)reader.GetInt64(34), reader.GetInt32(35), reader.GetFieldValue<DateTimeOffset>(36));

    private MemberNames Names(int at) => new(reader.GetString(at), Text(at + 1), Value<short>(at + 2), Text(at + 3));

    private MemberProfile Profile(int at) => new(
        reader.GetInt32(at), Text(at + 1), Value<long>(at + 2), Value<int>(at + 3), Text(at + 4));

    private string? Text(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private T? Value<T>(int at) where T : struct => reader.IsDBNull(at) ? null : reader.GetFieldValue<T>(at);
}
