using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>A member as people look for them.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Destiny name.</param>
/// <param name="BungieName">Bungie name with its code, <c>Name#0042</c>; null when there is none.</param>
/// <param name="Clan">Name or id of the clan they are in, or were last in.</param>
/// <param name="Left">Effective date of the leave; null: present.</param>
/// <param name="FormerName">The name of before that was looked for, in lower case; null when they go by it, or were found by an id.</param>
public sealed record FoundMember(long MembershipId, int MemberId, string Name, string? BungieName, string Clan, DateOnly? Left, string? FormerName);

/// <summary>Finds members by what people type.</summary>
internal static class MemberLookup
{
    /// <summary>Members who fit equally well, at the most.</summary>
    public const int MostShown = 50;

    /// <summary>How well a member fits, best first.</summary>
    private enum Fit
    {
        MembershipId,
        MemberId,
        WholeName,
        BeginningOrWholeFormerName,
        BeginningOfFormerName,
    }

    /// <summary>Members by either id, by a whole name of theirs, or else by the beginning of one or by one they had before. Case does not matter.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="text">membershipId, member id, Destiny name, or Bungie name with or without its code.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <returns>Those who fit equally well, at most 50.</returns>
    /// <exception cref="UserErrorException">No one is found.</exception>
    public static async Task<IReadOnlyList<FoundMember>> FindAsync(NpgsqlDataSource database, string text, CancellationToken ct)
    {
        var key = NameKeys.Of(text);
        long? id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var found = await database.CreateCommand(Sql.Text("serving/find_members")).With(key).WithId(id).ListAsync(row => Read(row, key, id), ct);
        if (found.Count == 0)
            throw new UserErrorException($"No member '{text}': allowed is a membership id, a member id, or a name such as Crota or Crota#0042");
        var best = found.Min(f => f.Fit);
        return [.. found.Where(f => f.Fit == best).Select(f => f.Member)
            .OrderBy(m => m.Left is not null).ThenBy(m => NameKeys.Of(m.Name), StringComparer.Ordinal).ThenBy(m => m.MemberId).Take(MostShown)];
    }

    private static (Fit Fit, FoundMember Member) Read(NpgsqlDataReader row, string key, long? id)
    {
        var names = new MemberNames(row.GetString(2), row.Text(3), row.Value<short>(4), row.Text(5));
        var (fit, former) = FitOf(NameKeys.Of(names).ToHashSet(StringComparer.Ordinal), row.GetFieldValue<string[]>(8), key);
        var member = new FoundMember(row.GetInt64(0), row.GetInt32(1), names.DestinyName, names.BungieGlobal, row.GetString(6), row.Value<DateOnly>(7), former);
        return member.MembershipId == id ? (Fit.MembershipId, member with { FormerName = null })
            : member.MemberId == id ? (Fit.MemberId, member with { FormerName = null })
            : (fit, member);
    }

    /// <param name="current">What they go by.</param>
    /// <param name="known">All they go or went by that begins with the key.</param>
    /// <param name="key">What was typed.</param>
    private static (Fit Fit, string? FormerName) FitOf(HashSet<string> current, string[] known, string key)
    {
        if (known.Any(name => current.Contains(name) && IsWhole(name, key)))
            return (Fit.WholeName, null);
        if (known.Any(current.Contains))
            return (Fit.BeginningOrWholeFormerName, null);
        return known.FirstOrDefault(name => IsWhole(name, key)) is { } whole
            ? (Fit.BeginningOrWholeFormerName, whole)
            : (Fit.BeginningOfFormerName, known.FirstOrDefault());
    }

    /// <summary>The code of a Bungie name may be left out.</summary>
    private static bool IsWhole(string name, string key) =>
        name.Length == key.Length || (name[key.Length] == '#' && name.AsSpan(key.Length + 1) is { Length: >= 4 } code && !code.ContainsAnyExceptInRange('0', '9'));
}
