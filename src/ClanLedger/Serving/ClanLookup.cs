using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
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
        var key = NameKeys.Of(text);
        long? id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var clans = await database.CreateCommand(Sql.Text("serving/find_clans")).WithDay(asOf).ListAsync(row => (
            Clan: new FoundClan(row.GetInt64(0), row.Text(1) ?? $"{row.GetInt64(0)}", row.Value<DateOnly>(3), row.Value<DateOnly>(4)),
            Names: new[] { row.Text(1), row.Text(2) }), ct);
        var found = clans.Where(c => c.Clan.ClanId == id || c.Names.OfType<string>().Any(name => NameKeys.Of(name) == key)).Select(c => c.Clan).ToArray();
        return found switch
        {
            [var one] => one,
            [] => throw new UserErrorException($"No clan '{text}': allowed is a clan's id, name or call sign; see `clans list`"),
            _ => throw new UserErrorException($"'{text}' is the name of several clans: {string.Join(", ", found.Select(c => c.ClanId))}; use the id"),
        };
    }
}
