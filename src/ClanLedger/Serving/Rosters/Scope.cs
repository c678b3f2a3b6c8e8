using ClanLedger.Hosting;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Clans;
using Npgsql;

namespace ClanLedger.Serving.Rosters;

/// <summary>One clan, or the clans that are now in a group, with the days on which they were observed.</summary>
/// <param name="Name">Name of the clan or group.</param>
/// <param name="Clans">groupIds.</param>
/// <param name="KnownSince">The first day on which one of them was observed; null: none was yet.</param>
/// <param name="LastObserved">The last day, up to the one asked for, on which all of those known by then were observed; those that were not tracked
/// any more do not count.</param>
internal sealed record Scope(string Name, IReadOnlyList<long> Clans, DateOnly? KnownSince, DateOnly? LastObserved)
{
    /// <summary>The clan of a request's path, as of a day.</summary>
    public static async Task<Scope> OfClanAsync(HttpContext http, NpgsqlDataSource database, DateOnly? day, CancellationToken ct)
    {
        var id = Parameters.Clan.Of(http);
        return await ReadAsync(database, null, [id], day, ct) ?? throw Refusal.NotFound($"No clan {id} was ever tracked");
    }

    /// <summary>The group of a request's path, as of a day.</summary>
    public static async Task<Scope> OfGroupAsync(HttpContext http, NpgsqlDataSource database, DateOnly? day, CancellationToken ct)
    {
        var group = await ClanQueries.GroupAsync(database, Parameters.Group.Of(http), ct);
        return await ReadAsync(database, group.Name, group.Clans, day, ct) ?? new Scope(group.Name, [], null, null);
    }

    /// <summary>Refuses days of which nothing can be said.</summary>
    /// <exception cref="Refusal">The day lies before the first observation, or in the future: 400.</exception>
    public void RefuseUnknown(string parameter, DateOnly? day, DateOnly today)
    {
        if (day > today)
            throw Refusal.Bad($"{parameter} is {day:yyyy-MM-dd}, in the future; allowed is {today:yyyy-MM-dd} or before");
        if (day is not null && !(day >= KnownSince))
        {
            throw Refusal.Bad(KnownSince is { } since
                ? $"{parameter} is {day:yyyy-MM-dd}, but {Name} is known since {since:yyyy-MM-dd}; allowed is that day or later"
                : $"{parameter} is {day:yyyy-MM-dd}, but {Name} has not been observed yet");
        }
    }

    private static async Task<Scope?> ReadAsync(NpgsqlDataSource database, string? name, IReadOnlyList<long> clans, DateOnly? day, CancellationToken ct)
    {
        var found = await database.CreateCommand(Sql.Text("serving/observed")).WithIds(clans).WithDay(day)
            .ListAsync(row => (Name: row.GetString(1), Tracked: row.GetBoolean(3), First: row.Value<DateOnly>(4), Last: row.Value<DateOnly>(5)), ct);
        if (found.Count == 0)
            return null;
        var tracked = found.Where(c => c.Tracked).ToArray();
        return new Scope(name ?? found[0].Name, clans, found.Min(c => c.First), tracked.Length > 0 ? tracked.Min(c => c.Last) : found.Max(c => c.Last));
    }
}
