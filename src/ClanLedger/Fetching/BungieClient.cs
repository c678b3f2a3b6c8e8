using System.Text.Json.Serialization.Metadata;
using ClanLedger.Fetching.Wire;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ClanLedger.Fetching;

/// <summary>The endpoints of bungie.net's Platform API that the ledger reads. Never throws for what bungie.net answers.</summary>
public sealed partial class BungieClient(IHttpClientFactory clients, ILogger<BungieClient> log)
{
    /// <summary>Name of the HTTP client for clans: retried, paced, judged.</summary>
    public const string Clans = "bungie";

    /// <summary>Name of the one for profiles, whose trouble is not that of rosters: all but the pace is its own.</summary>
    public const string Profiles = "bungie-profiles";

    private readonly HttpClient _clans = clients.CreateClient(Clans);
    private readonly HttpClient _profiles = clients.CreateClient(Profiles);

    /// <summary>GroupsV2.GetGroup.</summary>
    public Task<Answer<GroupResponse>> GetGroupAsync(long clanId, CancellationToken ct) =>
        GetAsync(_clans, $"GroupV2/{clanId}/", BungieJson.Default.EnvelopeGroupResponse, ct);

    /// <summary>GroupsV2.GetMembersOfGroup; pages count from 1.</summary>
    public Task<Answer<GroupMemberPage>> GetMembersAsync(long clanId, int page, CancellationToken ct) =>
        GetAsync(_clans, $"GroupV2/{clanId}/Members/?currentpage={page}", BungieJson.Default.EnvelopeGroupMemberPage, ct);

    /// <summary>Destiny2.GetProfile with profile and characters.</summary>
    public Task<Answer<DestinyProfileResponse>> GetProfileAsync(int membershipType, long membershipId, CancellationToken ct) =>
        GetAsync(_profiles, $"Destiny2/{membershipType}/Profile/{membershipId}/?components=100,200", BungieJson.Default.EnvelopeDestinyProfileResponse, ct);

    /// <summary>GroupsV2.GetGroupsForMember: the clan someone is in now, if any.</summary>
    public Task<Answer<GetGroupsForMemberResponse>> GetClanOfAsync(int membershipType, long membershipId, CancellationToken ct) =>
        GetAsync(_clans, $"GroupV2/User/{membershipType}/{membershipId}/0/1/", BungieJson.Default.EnvelopeGetGroupsForMemberResponse, ct);

    private async Task<Answer<T>> GetAsync<T>(HttpClient http, string path, JsonTypeInfo<Envelope<T>> shape, CancellationToken ct) where T : class
    {
        try
        {
            using var request = Readings.Request(new Uri($"{http.BaseAddress}{path}"), shape);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var answer = response.Answer();
            if (answer.Reading.Outcome != Outcome.Usable)
                return new Answer<T>(answer.Reading, null);
            return answer.Unexpected is { } unexpected
                ? Unusable<T>($"an answer of an unexpected shape: {unexpected}")
                : new Answer<T>(answer.Reading, ((Envelope<T>)answer.Envelope!).Response);
        }
        catch (TimeoutRejectedException e)
        {
            return Unusable<T>($"no answer within {e.Timeout.TotalSeconds:0.#} s");
        }
        catch (BrokenCircuitException)
        {
            return Unusable<T>("bungie.net has failed again and again, and was not asked any more");
        }
        catch (HttpRequestException e)
        {
            return Unusable<T>(e.Message);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // An answer that nobody foresaw concerns who was asked for, not the whole run.
            Unforeseen(log, path, e);
            return Unusable<T>($"an unforeseen {e.GetType().Name}: {e.Message}");
        }
    }

    private static Answer<T> Unusable<T>(string why) where T : class => new(new Reading(Outcome.RetryLater, Reading.Reason(why), null), null);

    [LoggerMessage(LogLevel.Error, "The answer to {Path} could not be read, and nobody foresaw why: please report it")]
    private static partial void Unforeseen(ILogger log, string path, Exception exception);
}
