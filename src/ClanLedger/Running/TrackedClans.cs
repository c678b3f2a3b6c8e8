using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Running;

/// <summary>The clans whose rosters are kept.</summary>
internal static class TrackedClans
{
    /// <summary>Every tracked clan, or those asked for.</summary>
    /// <exception cref="UserErrorException">None is tracked, or one that was asked for is not.</exception>
    public static async Task<IReadOnlyList<long>> ChooseAsync(NpgsqlDataSource database, IReadOnlyList<long> only, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select clan_id from groups.t_clans where tracked order by clan_id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tracked = new List<long>();
        while (await reader.ReadAsync(ct))
            tracked.Add(reader.GetInt64(0));

        if (tracked.Count == 0)
            throw new UserErrorException("No clan is tracked: begin with `clans add ID`, where ID is the number in the clan's address on bungie.net");
        if (only.Except(tracked).ToArray() is [var unknown, ..])
            throw new UserErrorException($"Clan {unknown} is not tracked: add it with `clans add {unknown}`, or see `clans list`");
        return only.Count > 0 ? [.. only.Distinct().Order()] : tracked;
    }
}
