using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClanLedger.Scheduling;

/// <summary>The run of an occurrence is the same on every node: so there is only one.</summary>
public static class RunIds
{
    /// <summary>Sorted by time like all run ids (UUID version 7), but without chance in it.</summary>
    public static Guid Of(DateTimeOffset occurrence)
    {
        var id = Guid.CreateVersion7(occurrence).ToByteArray(bigEndian: true);
        var rest = SHA256.HashData(Encoding.UTF8.GetBytes($"ClanLedger {occurrence.UtcDateTime:O}")).AsSpan(0, 10);
        rest[0] = (byte)(0x70 | (rest[0] & 0x0F));
        rest[2] = (byte)(0x80 | (rest[2] & 0x3F));
        rest.CopyTo(id.AsSpan(6));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>When the run was asked for, by its id; null for an id of another kind.</summary>
    public static DateTimeOffset? TimeOf(Guid runId)
    {
        if (runId.Version != 7)
            return null;
        Span<byte> id = stackalloc byte[16];
        runId.TryWriteBytes(id, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(((long)BinaryPrimitives.ReadUInt32BigEndian(id) << 16) | BinaryPrimitives.ReadUInt16BigEndian(id[4..]));
    }
}
