using System.Threading.Channels;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Running;
using ClanLedger.Staging;

namespace ClanLedger.Fetching;

/// <summary>Fetches one clan: its detail, every page of its roster, and one profile for each member.</summary>
/// <remarks>Any trouble ends that clan's fetch with a failed snapshot; only a wrong configuration ends the run.</remarks>
public sealed class RosterFetcher(BungieClient bungie, Settings settings, TimeProvider time)
{
    /// <summary>Writes the clan's rows, and its snapshot last.</summary>
    /// <param name="clanId">groupId of the clan.</param>
    /// <param name="gate">Bounds the requests in flight, over all clans.</param>
    /// <param name="rows">Where the rows go.</param>
    /// <param name="progress">Told of every request.</param>
    /// <param name="ct">Ends the fetch.</param>
    /// <exception cref="UserErrorException">bungie.net refuses the API key.</exception>
    public async Task FetchAsync(long clanId, SemaphoreSlim gate, ChannelWriter<StagedRow> rows, SyncProgress progress, CancellationToken ct)
    {
        RetryBudget.Share(settings.Bungie.RetryBudget, time);
        var answer = await Gated(() => bungie.GetGroupAsync(clanId, ct));
        if (!answer.Usable || answer.Response.Detail is not { } detail)
        {
            await FailAsync(Why(answer.Reading, "the clan's detail is missing"), null, 0);
            return;
        }

        var names = MemberReading.Names(detail);
        var roster = new Roster(clanId);
        for (var page = 1; page <= Roster.MostPages; page++)
        {
            var number = page;
            var members = await Gated(() => bungie.GetMembersAsync(clanId, number, ct));
            if (!members.Usable)
            {
                await FailAsync($"page {page} of the roster: {members.Reading.Why}", names, roster.Members.Count);
                return;
            }

            if (!roster.Add(members.Response))
                break;
        }

        if (roster.Incomplete(detail.MemberCount) is { } incomplete)
        {
            await FailAsync(incomplete, names, roster.Members.Count);
            return;
        }

        progress.Expect(roster.Members.Count);
        foreach (var member in roster.Members)
            await rows.WriteAsync(member, ct);
        var profiles = await Task.WhenAll(roster.Members.Select(m => Gated(() => FetchProfileAsync(m, rows, ct))));
        await rows.WriteAsync(new StagedSnapshot(
            clanId, Verdicts.Complete, null, names, detail.MemberCount, roster.TotalResults,
            roster.Members.Count, profiles.Count(seen => seen), SnapshotHash.Of(roster.Members), time.GetUtcNow()), ct);

        async Task FailAsync(string reason, ClanNames? known, int read) => await rows.WriteAsync(new StagedSnapshot(
            clanId, Verdicts.Failed, reason, known, null, null, read, 0, null, time.GetUtcNow()), ct);

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

    /// <summary>Stages the profile if it can be seen whole; a failed, private or contradictory one leaves no row.</summary>
    private async Task<bool> FetchProfileAsync(StagedMember member, ChannelWriter<StagedRow> rows, CancellationToken ct)
    {
        var answer = await bungie.GetProfileAsync(member.Profile.MembershipType, member.MembershipId, ct);
        if (answer.Reading.Outcome == Outcome.ConfigurationWrong)
            throw Refused(answer.Reading);
        if (!answer.Usable || MemberReading.Read(member, answer.Response) is not { } profile)
            return false;
        await rows.WriteAsync(profile, ct);
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
