using System.Collections.Concurrent;
using ClanLedger.Appending;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Judging;
using ClanLedger.Ledger;
using Marten;
using Npgsql;

namespace ClanLedger.Tracking;

/// <summary>Which clans are tracked, and in which groups: what admins decide, kept as events of the clan.</summary>
internal sealed class ClanTracking(
    BungieClient bungie, IDocumentStore store, NpgsqlDataSource database, Settings settings, TimeProvider time)
{
    private const string Cause = "clans";

    /// <summary>Whoever adds a clan waits for an answer; without one the next sync asks.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Tracks clans from now on, and puts them in a group if one is named: all of them or none. Repeating it changes nothing.</summary>
    /// <param name="clanIds">groupIds of the clans, each once.</param>
    /// <param name="group">The group; null: none.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="by">Who asked for it, when it is known.</param>
    /// <returns>The clans as tracked, and whether bungie.net could confirm that they exist.</returns>
    /// <exception cref="UserErrorException">bungie.net knows no such clan, or refuses the API key.</exception>
    public async Task<IReadOnlyList<TrackedClan>> AddAsync(IReadOnlyList<long> clanIds, string? group, CancellationToken ct, string? by = null)
    {
        RetryBudget.Share(settings.Bungie.RetryBudget < LongestWait ? settings.Bungie.RetryBudget : LongestWait, time);
        var confirmed = new ConcurrentDictionary<long, TrackedClan>();
        await Parallel.ForEachAsync(clanIds, new ParallelOptions { MaxDegreeOfParallelism = settings.Bungie.Concurrency, CancellationToken = ct },
            async (id, token) => confirmed[id] = await ConfirmAsync(id, token));
        await AppendAsync(clanIds, group, (id, known) => ClanDecision.Add(known, confirmed[id].Names, group, settings.Ledger.Today(time)), by, ct);
        return [.. clanIds.Select(id => confirmed[id])];
    }

    /// <summary>Stops tracking clans, or takes them out of one group: all of them or none. What is known about their members stays.</summary>
    /// <remarks>A roster that is held waits no longer: should the clan be tracked again, it would be of before its baseline.</remarks>
    /// <exception cref="UserErrorException">A clan is not tracked, or not in that group.</exception>
    public Task RemoveAsync(IReadOnlyList<long> clanIds, string? group, CancellationToken ct, string? by = null) =>
        AppendAsync(clanIds, group, (id, known) => ClanDecision.Remove(id, known, group, settings.Ledger.Today(time)), by, ct);

    private async Task<TrackedClan> ConfirmAsync(long clanId, CancellationToken ct)
    {
        if (settings.Bungie.ApiKey is null)
            throw new UserErrorException("Bungie__ApiKey is not set: get one at https://www.bungie.net/en/Application");
        var answer = await bungie.GetGroupAsync(clanId, ct);
        return answer.Reading.Outcome switch
        {
            Outcome.Usable when answer.Response?.Detail is { GroupType: not 1 } other =>
                throw new UserErrorException($"{clanId} is '{other.Name}', a group on bungie.net but not a clan"),
            Outcome.Usable when answer.Response?.Detail is { } clan => new TrackedClan(clanId, MemberReading.Names(clan), null),
            Outcome.ClanGone => throw new UserErrorException($"bungie.net knows no clan {clanId} ({answer.Reading.Why}): the id is the number in the clan's address on bungie.net"),
            Outcome.ConfigurationWrong => throw new UserErrorException($"bungie.net refuses Bungie__ApiKey ({answer.Reading.Why})"),
            _ => new TrackedClan(clanId, null, answer.Reading.Why is { Length: > 0 } why ? why : "an answer without the clan's detail"),
        };
    }

    private async Task AppendAsync(
        IReadOnlyList<long> clanIds, string? group, Func<long, KnownClan, IReadOnlyList<object>> decide, string? by, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LedgerLock.WaitAsync(connection, ct);
        await LostTables.RefuseAsync(connection, ct);
        foreach (var id in clanIds)
        {
            // One by one: a group that the first begins is known to the next.
            var events = decide(id, await KnownClan.ReadAsync(connection, id, group, ct));
            if (events.Count > 0)
                await StreamAppender.AppendAsync(store, transaction, Cause, [new StreamOfRun(StreamKeys.Clan(id), null, events)], ct, by);
            if (events.Any(e => e is ClanTracked or ClanUntracked))
                await SnapshotDecisions.SupersedeAsync(connection, id, time.GetUtcNow(), ct);
        }

        await transaction.CommitAsync(ct);
    }
}

/// <summary>A clan that is now tracked.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Names">As bungie.net gave them; null when it could not be asked: they are learned with the first sync.</param>
/// <param name="Unconfirmed">Why it could not be; null when it was.</param>
internal sealed record TrackedClan(long ClanId, ClanNames? Names, string? Unconfirmed);
