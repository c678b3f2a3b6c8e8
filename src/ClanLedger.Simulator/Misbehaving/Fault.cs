using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>A way in which bungie.net misbehaves. <c>#n</c> is the issue of Bungie-net/api where it was seen.</summary>
public abstract record Fault
{
    /// <summary>An error within the usual envelope.</summary>
    /// <param name="errorCode">PlatformErrorCodes.</param>
    /// <param name="errorStatus">Its name.</param>
    /// <param name="httpStatus">The HTTP status it comes with.</param>
    /// <param name="throttleSeconds">How long the envelope asks to wait.</param>
    /// <param name="retryAfter">How long the Retry-After header asks to wait, in seconds.</param>
    public static Fault Error(int errorCode, string errorStatus, int httpStatus = 500, int throttleSeconds = 0, int? retryAfter = null) =>
        new ErrorAnswer(errorCode, errorStatus, httpStatus, throttleSeconds, retryAfter);

    /// <summary>Too many requests.</summary>
    public static Fault Throttle(int httpStatus, int seconds) => Error(36, "ThrottleLimitExceededMomentarily", httpStatus, seconds);

    /// <summary>A maintenance page (#1115, #1714).</summary>
    public static Fault Html(int httpStatus = 503) => new BrokenAnswer((http, _) => Write.TextAsync(
        http, httpStatus, "text/html; charset=UTF-8", "<!DOCTYPE html><html><body><h1>Bungie.net is down for maintenance</h1></body></html>"));

    /// <summary>No body at all.</summary>
    public static Fault Empty(int httpStatus = 200) => new BrokenAnswer((http, _) => Write.TextAsync(http, httpStatus, "application/json", ""));

    /// <summary>Half of the right body, as if it were whole.</summary>
    public static Fault Truncated { get; } = new BrokenAnswer((http, body) => Write.JsonAsync(http, body[..(body.Length / 2)]));

    /// <summary>Half of the right body, then the connection is gone.</summary>
    public static Fault CutOff { get; } = new BrokenAnswer(Write.HalfAsync);

    /// <summary>The connection is reset without an answer.</summary>
    public static Fault Reset { get; } = new BrokenAnswer((http, _) =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>No answer until the client gives up.</summary>
    public static Fault Hang { get; } = new BrokenAnswer((http, _) => Write.NothingAsync(http));

    /// <summary>The right body as text/html.</summary>
    public static Fault WrongContentType { get; } = new BrokenAnswer((http, body) => Write.BytesAsync(http, 200, "text/html", body));

    /// <summary>JSON nested 100,000 deep.</summary>
    public static Fault TooDeep { get; } = new BrokenAnswer((http, _) => Write.TextAsync(http, 200, "application/json", new string('[', 100_000)));

    /// <summary>A success without a Response.</summary>
    public static Fault NullResponse { get; } = Error(1, "Success", 200);

    /// <summary>A Response without an ErrorCode.</summary>
    public static Fault NoErrorCode { get; } = new BrokenAnswer((http, _) => Write.TextAsync(http, 200, "application/json", """{"Response":{"results":[],"hasMore":false}}"""));

    /// <summary>The right body, late.</summary>
    public static Fault Slow(TimeSpan delay) => new BrokenAnswer(async (http, body) =>
    {
        await Task.Delay(delay, http.RequestAborted);
        await Write.JsonAsync(http, body);
    });

    /// <summary>A body of that many bytes, streamed.</summary>
    public static Fault Oversized(long bytes) => new BrokenAnswer((http, _) => Write.EndlessAsync(http, bytes));

    /// <summary>A redirect.</summary>
    public static Fault Redirect(string location) => new BrokenAnswer((http, _) =>
    {
        http.Response.Redirect(location);
        return Task.CompletedTask;
    });

    /// <summary>The right body under another HTTP status, such as a success in a 500.</summary>
    public static Fault Status(int httpStatus) => new BrokenAnswer((http, body) => Write.BytesAsync(http, httpStatus, "application/json", body));

    /// <summary>A roster without these members, whose counts agree with it.</summary>
    public static Fault Omits(params long[] membershipIds) => new Lie(r => RosterLies.Omit(r, id => membershipIds.Contains(id), membershipIds.Length));

    /// <summary>A roster without any member, whose counts agree with it.</summary>
    public static Fault EmptyRoster { get; } = new Lie(RosterLies.Empty);

    /// <summary>Another totalResults.</summary>
    public static Fault ClaimsTotal(int members) => new Lie(r => r.ReplaceIfThere("totalResults", members));

    /// <summary>Another detail.memberCount.</summary>
    public static Fault ClaimsMemberCount(int members) => new Lie(r => (r["detail"] as JsonObject)?.ReplaceIfThere("memberCount", members));

    /// <summary>Each page is full of members who were never there before, and hasMore is always true.</summary>
    public static Fault HasMoreForEver { get; } = new Lie(RosterLies.GoOnForEver);

    /// <summary>hasMore is always true, though nobody new comes (#933).</summary>
    public static Fault AlwaysHasMore { get; } = new Lie(r => r.ReplaceIfThere("hasMore", true));

    /// <summary>hasMore is false, though there is more (#1530, #1909).</summary>
    public static Fault EndsEarly { get; } = new Lie(r => r.ReplaceIfThere("hasMore", false));

    /// <summary>A member listed a second time, under another membership and a blank name (#449).</summary>
    public static Fault ListsTwice(long membershipId) => new Lie(r => RosterLies.ListTwice(r, membershipId));

    /// <summary>Half a surrogate pair in a member's name.</summary>
    public static Fault LoneSurrogate(long membershipId) => new Lie(r => RosterLies.Rename(r, membershipId, Lie.HalfOfAPair));

    /// <summary>Both components hidden.</summary>
    public static Fault Hidden { get; } = new Lie(ProfileLies.HideProfile + ProfileLies.HideCharacters);

    /// <summary>Characters hidden.</summary>
    public static Fault HidesCharacters { get; } = new Lie(ProfileLies.HideCharacters);

    /// <summary>The profile of another membershipType than asked (#1013).</summary>
    public static Fault OtherMembershipType { get; } = new Lie(r => ProfileLies.UserInfo(r, "membershipType", 254));

    /// <summary>The profile of someone else.</summary>
    public static Fault OtherMember { get; } = new Lie(r => ProfileLies.UserInfo(r, "membershipId", "4611686018499999999"));

    /// <summary>No characters, though the profile lists them (#547).</summary>
    public static Fault NoCharacters { get; } = new Lie(ProfileLies.LoseCharacters);

    /// <summary>That many characters.</summary>
    public static Fault ManyCharacters(int count) => new Lie(r => ProfileLies.Multiply(r, count));
}
