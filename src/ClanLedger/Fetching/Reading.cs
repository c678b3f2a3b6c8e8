using System.Net;
using System.Net.Http.Headers;
using ClanLedger.Fetching.Wire;
using ClanLedger.Observing;

namespace ClanLedger.Fetching;

/// <summary>What one answer said, before its Response is looked at.</summary>
/// <param name="Outcome">What it is good for.</param>
/// <param name="Why">ErrorCode and ErrorStatus, or the HTTP status, in one line; empty when usable.</param>
/// <param name="RetryAfter">How long bungie.net asks to wait; null when it did not say.</param>
/// <param name="MayLast">Some accounts are answered so for ever (1618, Bungie-net/api#1738): worth a few attempts, not all the time that a clan has.</param>
public readonly record struct Reading(Outcome Outcome, string Why, TimeSpan? RetryAfter, bool MayLast = false)
{
    /// <summary>DestinyUnexpectedError.</summary>
    private const int Unexpected = 1618;

    private const int LongestReason = 300;

    /// <summary>Reads the body first, then its ErrorCode, then the HTTP status: 1601 comes as 500 (Bungie-net/api#929), maintenance as 503 or 400.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="envelope">The body; null when it is no answer of the Platform API.</param>
    /// <param name="retryAfter">The Retry-After header.</param>
    public static Reading Of(HttpStatusCode status, Envelope? envelope, TimeSpan? retryAfter)
    {
        if (envelope?.ErrorCode is not { } code)
        {
            return status == HttpStatusCode.TooManyRequests
                ? new Reading(Outcome.Throttled, $"HTTP {(int)status}", retryAfter)
                : new Reading(Outcome.RetryLater, $"HTTP {(int)status} without a readable answer", retryAfter);
        }

        var outcome = OutcomeOf(code);
        if (outcome == Outcome.Usable && !envelope.HasResponse)
            return new Reading(Outcome.RetryLater, "a success without a Response", retryAfter);
        if (outcome == Outcome.RetryLater && status == HttpStatusCode.TooManyRequests)
            outcome = Outcome.Throttled;
        var wait = envelope.ThrottleSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : retryAfter;
        return new Reading(outcome, outcome == Outcome.Usable ? "" : Reason($"ErrorCode {code} {envelope.ErrorStatus}").TrimEnd(), wait, code == Unexpected);
    }

    /// <summary>How long a Retry-After header asks to wait: it gives seconds, or a date (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? WaitAskedBy(RetryConditionHeaderValue? header, DateTimeOffset now) => header switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } when until > now => until - now,
        _ => null,
    };

    /// <summary>PlatformErrorCodes of Bungie's OpenAPI document; #n is the issue of Bungie-net/api where it was seen.</summary>
    private static Outcome OutcomeOf(int code) => code switch
    {
        1 => Outcome.Usable,

        // ThrottleLimitExceeded and its kin, DestinyThrottledByGameServer; ThrottleSeconds says how long (#1051).
        31 or 35 or 36 or 37 or 51 or 54 or 55 or 56 or 57 or 1672 => Outcome.Throttled,

        // InvalidParameters for a wrong pair of type and id (#449), DestinyAccountNotFound (#164, #929),
        // DestinyPrivacyRestriction, CrossSaveOverriddenAccountNotFound.
        18 or 1601 or 1665 or 3200 => Outcome.NotObservable,

        // GroupMembershipNotFound, GroupDeleted, GroupNotFound, ClanNotFound.
        611 or 621 or 622 or 686 => Outcome.ClanGone,

        // WebAuthRequired, ApiInvalidOrExpiredKey, ApiKeyMissingFromRequest, ApplicationDisabled, OriginHeaderDoesNotMatchKey.
        99 or 2101 or 2102 or 2103 or 2107 => Outcome.ConfigurationWrong,

        // 3 UnhandledException, 5 SystemDisabled (maintenance, #1115), 27, 38 and 42 of external services, 1618, 1626, 1651,
        // 1652 and 1688 of the game's servers, and whatever bungie.net invents next.
        _ => Outcome.RetryLater,
    };

    /// <summary>A reason that quotes what came, whatever that holds.</summary>
    public static string Reason(string text) => OneLine.Of(text, LongestReason);
}
