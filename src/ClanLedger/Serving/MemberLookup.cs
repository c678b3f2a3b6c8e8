using System.Globalization;
using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>A member as people look for them.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Destiny name.</param>
/// <param name="BungieName">Bungie name with its code, <c>Name#0042</c>; null when there is none.</param>
/// <param name="Clan">Name or id of the clan they are in, or were last in.</param>
/// <param name="Left">Effective date of the leave; null: present.</param>
public sealed record FoundMember(long MembershipId, int MemberId, string Name, string? BungieName, string Clan, DateOnly? Left);

/// <summary>Finds members by what people type.</summary>
internal static class MemberLookup
{
    /// <summary>Members by either id, by a whole name of theirs, or else by the beginning of one. Case does not matter.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="text">membershipId, member id, Destiny name, or Bungie name with or without its code.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <exception cref="UserErrorException">No one is found.</exception>
    public static async Task<IReadOnlyList<FoundMember>> FindAsync(NpgsqlDataSource database, string text, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql.Text("serving/find_members"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint,
        });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<FoundMember>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new FoundMember(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateOnly>(5)));
        }

        return found.Count > 0
            ? found
            : throw new UserErrorException($"No member '{text}': allowed is a membership id, a member id, or a name such as Crota or Crota#0042");
    }
}
