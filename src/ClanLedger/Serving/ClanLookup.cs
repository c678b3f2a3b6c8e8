using System.Globalization;
using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>A clan as people look for it.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Name">Its name, or its id when the name is not known.</param>
/// <param name="FirstObserved">Effective date of the first complete roster; null: none yet.</param>
/// <param name="LastObserved">Effective date of the last complete roster on or before the day asked for.</param>
public sealed record FoundClan(long ClanId, string Name, DateOnly? FirstObserved, DateOnly? LastObserved);

/// <summary>Finds clans by what people type.</summary>
internal static class ClanLookup
{
    /// <summary>The one clan with this id, name or call sign. Case does not matter.</summary>
    /// <exception cref="UserErrorException">There is none, or more than one.</exception>
    public static async Task<FoundClan> FindAsync(NpgsqlDataSource database, string text, DateOnly? asOf, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql.Text("serving/find_clans"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint,
        });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)asOf ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<FoundClan>();
        while (await reader.ReadAsync(ct))
            found.Add(new FoundClan(reader.GetInt64(0), reader.GetString(1), Day(2), Day(3)));

        return found switch
        {
            [var one] => one,
            [] => throw new UserErrorException($"No clan '{text}': allowed is a clan's id, name or call sign; see `clans list`"),
            _ => throw new UserErrorException($"'{text}' is the name of several clans: {string.Join(", ", found.Select(c => c.ClanId))}; use the id"),
        };

        DateOnly? Day(int at) => reader.IsDBNull(at) ? null : reader.GetFieldValue<DateOnly>(at);
    }
}
