using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ClanLedger.Fetching;
using ClanLedger.Fetching.Wire;

namespace ClanLedger.Specs.Fetching;

public sealed class ReadingSpecs
{
    [Theory]
    [InlineData(200, """{"Response":{},"ErrorCode":1,"ThrottleSeconds":0,"ErrorStatus":"Success"}""", Outcome.Usable)]
    [InlineData(500, """{"Response":{},"ErrorCode":1}""", Outcome.Usable)]
    [InlineData(200, """{"ErrorCode":1,"Message":"Ok"}""", Outcome.RetryLater)]
    [InlineData(500, """{"ErrorCode":1601,"ErrorStatus":"DestinyAccountNotFound"}""", Outcome.NotObservable)]
    [InlineData(200, """{"ErrorCode":5,"ErrorStatus":"SystemDisabled"}""", Outcome.RetryLater)]
    [InlineData(503, """{"ErrorCode":36,"ThrottleSeconds":10}""", Outcome.Throttled)]
    [InlineData(429, "slow down", Outcome.Throttled)]
    [InlineData(404, """{"ErrorCode":622,"ErrorStatus":"GroupNotFound"}""", Outcome.ClanGone)]
    [InlineData(401, """{"ErrorCode":2101,"ErrorStatus":"ApiInvalidOrExpiredKey"}""", Outcome.ConfigurationWrong)]
    [InlineData(503, "<html>Maintenance</html>", Outcome.RetryLater)]
    [InlineData(200, "", Outcome.RetryLater)]
    [InlineData(200, """{"Response":{"results":[""", Outcome.RetryLater)]
    [InlineData(200, "[]", Outcome.RetryLater)]
    [InlineData(200, """{"ErrorCode":"1","Response":{}}""", Outcome.RetryLater)]
    [InlineData(200, """{"ErrorCode":99999}""", Outcome.RetryLater)]
    [InlineData(200, "null", Outcome.RetryLater)]
    [InlineData(429, """{"Response":null,"ErrorCode":5,"ErrorStatus":null}""", Outcome.Throttled)]
    [InlineData(500, """{"Response":[1],"ErrorCode":1601,"ErrorStatus":7,"ThrottleSeconds":"soon"}""", Outcome.NotObservable)]
    [InlineData(200, """{"Response":"none","ErrorCode":1}""", Outcome.RetryLater)]
    public void The_body_decides_before_the_status(int status, string body, Outcome expected) =>
        Read(body, status).Reading.Outcome.ShouldBe(expected);

    [Theory]
    [InlineData("""{"Response":{"detail":{"groupId":"7"}},"ErrorCode":1}""", null)]
    [InlineData("""{"Response":{"detail":{"groupId":"seven"}},"ErrorCode":1}""", "groupId")]
    [InlineData("""{"Response":{"detail":[]},"ErrorCode":1}""", "detail")]
    public void A_success_of_another_shape_is_usable_but_not_read(string body, string? unexpected)
    {
        var answer = Read(body);

        answer.Reading.Outcome.ShouldBe(Outcome.Usable);
        (answer.Envelope is null).ShouldBe(unexpected is not null);
        (answer.Unexpected ?? "").ShouldContain(unexpected ?? "");
    }

    [Fact]
    public void A_null_beside_a_good_Response_does_no_harm() =>
        Read("""{"Response":{"detail":{"groupId":"7"}},"ErrorCode":1,"ThrottleSeconds":null,"ErrorStatus":null}""").Unexpected.ShouldBeNull();

    [Fact]
    public void A_reason_is_one_line_of_whole_characters() =>
        Reading.Reason(new string('a', 299) + "😀\n").ShouldBe(new string('a', 299));

    [Fact]
    public void ThrottleSeconds_says_how_long_to_wait() =>
        Read("""{"ErrorCode":36,"ThrottleSeconds":10}""", 503).Reading.RetryAfter.ShouldBe(TimeSpan.FromSeconds(10));

    [Fact]
    public void The_reason_names_code_and_status() =>
        Read("""{"ErrorCode":622,"ErrorStatus":"Group\nNotFound"}""").Reading.Why.ShouldBe("ErrorCode 622 Group NotFound");

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Thu, 01 Jan 2026 00:01:30 GMT", 90)]
    [InlineData("Wed, 31 Dec 2025 23:00:00 GMT", null)]
    [InlineData(null, null)]
    public void Retry_After_gives_seconds_or_a_date(string? header, int? seconds) =>
        Reading.WaitAskedBy(header is null ? null : RetryConditionHeaderValue.Parse(header), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);

    private static ReadAnswer Read(string body, int status = 200) => ReadingHandler.Read(
        (HttpStatusCode)status, Encoding.UTF8.GetBytes(body), BungieJson.Default.EnvelopeGroupResponse, TimeSpan.FromSeconds(1));
}
