using ClanLedger.Appending;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Marten;
using Npgsql;

namespace ClanLedger.Tracking;

/// <summary>Which clans are tracked, and in which groups: what admins decide, kept as events of the clan.</summary>
internal sealed class ClanTracking(
    BungieClient bungie, IDocumentStore store, NpgsqlDataSource database, Settings settings, TimeProvider time)
{
    private const string Cause = "clans";

    /// <summary>Tracks a clan from now on, and puts it in a group if one is named. Repeating it changes nothing.</summary>
    /// <param name="clanId">groupId of the clan.</param>
    /// <param name="group">The group; null: none.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="by">Who asked for it, when it is known.</param>
    /// <returns>The clan as tracked, and whether bungie.net could confirm that it exists.</returns>
    /// <exception cref="UserErrorException">bungie.net knows no such clan, or refuses the API key.</exception>
    public async Task<TrackedClan> AddAsync(long clanId, string? group, CancellationToken ct, string? by = null)
    {
        var names = await ConfirmAsync(clanId, ct);
        await AppendAsync(clanId, async connection =>
        {
            var known = await KnownClan.ReadAsync(connection, clanId, group, ct);
            return ClanDecision.Add(known, names, group, settings.Ledger.Today(time));
        }, by, ct);
        return new TrackedClan(clanId, names ?? new ClanNames(null, null), names is not null);
    }

    /// <summary>Stops tracking a clan, or takes it out of one group. What is known about its members stays.</summary>
    /// <exception cref="UserErrorException">The clan is not tracked, or not in that group.</exception>
    public Task RemoveAsync(long clanId, string? group, CancellationToken ct, string? by = null) => AppendAsync(clanId, async connection =>
    {
        var known = await KnownClan.ReadAsync(connection, clanId, group, ct);
        return ClanDecision.Remove(clanId, known, group, settings.Ledger.Today(time));
    }, by, ct);

    private async Task<ClanNames?> ConfirmAsync(long clanId, CancellationToken ct)
    {
        if (settings.Bungie.ApiKey is null)
            throw new UserErrorException("Bungie__ApiKey is not set: get one at https://www.bungie.net/en/Application");
        var answer = await bungie.GetGroupAsync(clanId, ct);
        return answer.Reading.Outcome switch
        {
            Outcome.Usable when answer.Response?.Detail is { GroupType: not 1 } other =>
                throw new UserErrorException($"{clanId} is '{other.Name}', a group on bungie.net but not a clan"),
            Outcome.Usable when answer.Response?.Detail is { } clan => MemberReading.Names(clan),
            Outcome.ClanGone => throw new UserErrorException($"bungie.net knows no clan {clanId} ({answer.Reading.Why}): the id is the number in the clan's address on bungie.net"),
            Outcome.ConfigurationWrong => throw new UserErrorException($"bungie.net refuses Bungie__ApiKey ({answer.Reading.Why})"),
            _ => null,
        };
    }

    private async Task AppendAsync(long clanId, Func<NpgsqlConnection, Task<IReadOnlyList<object>>> decide, string? by, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LedgerLock.WaitAsync(connection, ct);
        await LostTables.RefuseAsync(connection, ct);
        var events = await decide(connection);
        if (events.Count > 0)
            await StreamAppender.AppendAsync(store, transaction, Cause, [new StreamOfRun(StreamKeys.Clan(clanId), null, events)], ct, by);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>A clan that is now tracked.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Names">As bungie.net gave them.</param>
/// <param name="Confirmed">False when bungie.net could not be asked: the names are learned with the first sync.</param>
internal sealed record TrackedClan(long ClanId, ClanNames Names, bool Confirmed);
