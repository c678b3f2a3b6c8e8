using System.Security.Cryptography;
using System.Text;
using ClanLedger.Staging;

namespace ClanLedger.Fetching;

/// <summary>A fingerprint of a roster: who is in it, by what names and in which roles. The order of the pages does not matter.</summary>
internal static class SnapshotHash
{
    /// <summary>SHA-256, hex.</summary>
    public static string Of(IEnumerable<StagedMember> members)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var m in members.OrderBy(m => m.MembershipId))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{m.MembershipId}\0{m.Profile.MembershipType}\0{m.DestinyName}\0{m.GlobalName}\0{m.GlobalNameCode}\0{m.Role}\0{m.JoinDate:O}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
