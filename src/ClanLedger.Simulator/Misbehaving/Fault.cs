using ClanLedger.Simulator.Answering;
using ClanLedger.Simulator.Misbehaving.Wire;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>A way in which bungie.net misbehaves. These here happen on the wire; others lie in rosters and profiles.</summary>
public abstract partial record Fault
{
    private protected Fault()
    {
    }

    /// <summary>The right JSON cut in half, with a Content-Length that fits the cut.</summary>
    public static Fault Truncated { get; } = new TruncatedBody();

    /// <summary>The connection closes in the middle of the body, before Content-Length is reached.</summary>
    public static Fault CutOff { get; } = new CutOffBody();

    /// <summary>The connection is reset without an answer.</summary>
    public static Fault Reset { get; } = new ConnectionReset();

    /// <summary>A header that is none, with U+0000 in it.</summary>
    public static Fault BadHeader { get; } = new BrokenHeader();

    /// <summary>There is no answer until the client gives up.</summary>
    public static Fault Hang { get; } = new NoAnswer();

    /// <summary>The right body as text/html.</summary>
    public static Fault WrongContentType { get; } = new HtmlContentType();

    /// <summary>JSON nested 100,000 deep.</summary>
    public static Fault TooDeep { get; } = new DeepBody(100_000);

    /// <summary>ErrorCode 1 without a Response.</summary>
    public static Fault NullResponse { get; } = new NoResponse();

    /// <summary>The right Response without an ErrorCode.</summary>
    public static Fault NoErrorCode { get; } = new ErrorCodeMissing();

    /// <summary>The right answer, but that a list of results begins with null.</summary>
    public static Fault ListsNull { get; } = new NullEntry();

    /// <summary>The right roster, but for fields that are missing from the entry of one member.</summary>
    /// <param name="membershipId">The member.</param>
    /// <param name="fields">Names, with dots between those of objects within objects.</param>
    public static Fault LeavesOut(long membershipId, params IReadOnlyList<string> fields) => new IncompleteEntry(membershipId, fields);

    /// <summary>An error in the usual envelope.</summary>
    /// <param name="errorCode">PlatformErrorCodes.</param>
    /// <param name="errorStatus">Its name.</param>
    /// <param name="httpStatus">The HTTP status it comes with.</param>
    /// <param name="throttleSeconds">How long it asks to wait.</param>
    /// <param name="retryAfter">Retry-After in seconds; null: no such header.</param>
    public static Fault Error(int errorCode, string errorStatus, int httpStatus = 500, int throttleSeconds = 0, int? retryAfter = null) =>
        new ErrorAnswer(errorCode, errorStatus, httpStatus, throttleSeconds, retryAfter);

    /// <summary>ErrorCode 36, as bungie.net answers those who ask too often.</summary>
    public static Fault Throttle(int httpStatus, int seconds) =>
        Error(36, "ThrottleLimitExceededMomentarily", httpStatus, seconds);

    /// <summary>A maintenance page (Bungie-net/api#1115, #1714).</summary>
    public static Fault Html(int httpStatus = 503) => new MaintenancePage(httpStatus);

    /// <summary>No body at all.</summary>
    public static Fault Empty(int httpStatus = 200) => new EmptyBody(httpStatus);

    /// <summary>The right answer, a byte at a time.</summary>
    /// <param name="pause">Before each byte but the first.</param>
    public static Fault Trickle(TimeSpan pause) => new TrickledBody(pause);

    /// <summary>The right answer, late.</summary>
    public static Fault Slow(TimeSpan delay) => new LateAnswer(delay);

    /// <summary>No answer until this has ended, then the right one.</summary>
    public static Fault Held(Task release) => new HeldAnswer(release);

    /// <summary>A JSON body that begins well and goes on for so many bytes, in chunks without a Content-Length.</summary>
    public static Fault Oversized(long bytes) => new OversizedBody(bytes);

    /// <summary>The right answer, compressed.</summary>
    /// <param name="encoding">gzip or br.</param>
    public static Fault Compressed(string encoding) => new CompressedBody(encoding);

    /// <summary>The right body, said to be compressed and not.</summary>
    /// <param name="encoding">A Content-Encoding.</param>
    public static Fault Garbled(string encoding) => new GarbledEncoding(encoding);

    /// <summary>302 Found to another place.</summary>
    public static Fault Redirect(string location) => new Redirection(location);

    /// <summary>The right body under this HTTP status, which must be one that has a body.</summary>
    public static Fault Status(int httpStatus) => new OtherStatus(httpStatus);

    /// <summary>One of these on a share of the answers, by seed, by what is asked and by how often it was asked before: concurrency does not matter.</summary>
    public static Fault NowAndThen(double share, int seed, params Fault[] faults) => new NowAndThen(share, seed, faults);

    /// <summary>The fault for an answer to this question; null: it has nothing to do with it, and older faults may.</summary>
    internal virtual Fault? For(Question question) => this;
}
