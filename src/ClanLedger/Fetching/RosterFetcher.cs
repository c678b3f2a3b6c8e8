using System.Diagnostics;
using System.Threading.Channels;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Observing;
using ClanLedger.Running;
using ClanLedger.Staging;

namespace ClanLedger.Fetching;

/// <summary>Fetches one clan: its detail, every page of its roster, and one profile for each member.</summary>
/// <remarks>Any trouble ends that clan's fetch with a failed snapshot; only a wrong configuration ends the run.</remarks>
public sealed class RosterFetcher(BungieClient bungie, Settings settings, TimeProvider time)
{
    /// <summary>Writes the clan's members, its snapshot, then their profiles as they come in; not what was staged before.</summary>
    /// <param name="clanId">groupId of the clan.</param>
    /// <param name="staged">What need not be asked for again.</param>
    /// <param name="gate">Bounds the requests in flight, over all clans.</param>
    /// <param name="rows">Where the rows go.</param>
    /// <param name="progress">Told of every request.</param>
    /// <param name="ct">Ends the fetch.</param>
    /// <exception cref="UserErrorException">bungie.net refuses the API key.</exception>
    public async Task FetchAsync(
        long clanId, StagedSoFar staged, SemaphoreSlim gate, ChannelWriter<StagedRow> rows, SyncProgress progress, CancellationToken ct)
    {
        using var span = LedgerTraces.FetchClan(clanId);
        RetryBudget.Share(settings.Bungie.RetryBudget, time);
        var members = staged.RosterOf(clanId) ?? await FetchRosterAsync();
        var missing = members.Where(m => staged.Claim(m.Id)).ToArray();
        progress.Expect(missing.Length);
        await Task.WhenAll(missing.Select(m => Gated(() => FetchProfileAsync(m, rows, ct))));

        // A roster is one observation: it is staged when its last page has arrived, so that pages from before and after a crash never mix.
        async Task<IReadOnlyList<DestinyMembership>> FetchRosterAsync()
        {
            var answer = await Gated(() => bungie.GetGroupAsync(clanId, ct));
            if (!answer.Usable || answer.Response.Detail is not { } detail)
                return await FailAsync(Why(answer.Reading, "the clan's detail is missing"), null, 0);

            var names = MemberReading.Names(detail);
            var roster = new Roster(clanId);
            for (var page = 1; page <= Roster.MostPages; page++)
            {
                var number = page;
                var answered = await Gated(() => bungie.GetMembersAsync(clanId, number, ct));
                if (!answered.Usable)
                    return await FailAsync($"page {page} of the roster: {Why(answered.Reading, "")}", names, roster.Members.Count);
                if (!roster.Add(answered.Response))
                    break;
            }

            var all = roster.Members;
            if (roster.Incomplete(detail.MemberCount) is { } incomplete)
                return await FailAsync(incomplete, names, all.Count);
            foreach (var member in all)
                await rows.WriteAsync(member, ct);
            await rows.WriteAsync(new StagedSnapshot(
                clanId, Verdicts.Complete, null, names, detail.MemberCount, roster.TotalResults, all.Count, SnapshotHash.Of(all), time.GetUtcNow()), ct);
            return [.. all.Select(m => m.Membership)];
        }

        async Task<IReadOnlyList<DestinyMembership>> FailAsync(string reason, ClanNames? known, int read)
        {
            span?.SetStatus(ActivityStatusCode.Error, reason);
            await rows.WriteAsync(new StagedSnapshot(clanId, Verdicts.Failed, reason, known, null, null, read, null, time.GetUtcNow()), ct);
            return [];
        }

        async Task<T> Gated<T>(Func<Task<T>> request)
        {
            await gate.WaitAsync(ct);
            try
            {
                return await request();
            }
            finally
            {
                gate.Release();
                progress.Answered();
            }
        }
    }

    /// <summary>Stages what the answer says of the profile; trouble leaves no row, so that a run that goes on asks again.</summary>
    private async Task<bool> FetchProfileAsync(DestinyMembership member, ChannelWriter<StagedRow> rows, CancellationToken ct)
    {
        var answer = await bungie.GetProfileAsync(member.Type, member.Id, ct);
        if (answer.Reading.Outcome == Outcome.ConfigurationWrong)
            throw Refused(answer.Reading);
        if (!answer.Usable && answer.Reading.Outcome != Outcome.NotObservable)
            return false;
        await rows.WriteAsync(new StagedProfile(member, answer.Usable ? MemberReading.Read(member, answer.Response) : null), ct);
        return true;
    }

    private static string Why(Reading reading, string otherwise) => reading.Outcome switch
    {
        Outcome.ConfigurationWrong => throw Refused(reading),
        Outcome.ClanGone => $"bungie.net knows no such clan ({reading.Why})",
        Outcome.Usable => otherwise,
        _ => reading.Why,
    };

    private static UserErrorException Refused(Reading reading) => new(
        $"bungie.net refuses Bungie__ApiKey ({reading.Why}): set it to the API key of your application at https://www.bungie.net/en/Application");
}
