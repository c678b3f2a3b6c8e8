using ClanLedger.Notifying.Delivering;

namespace ClanLedger.Specs.Notifying;

public sealed class AnswerSpecs
{
    [Fact]
    public void A_message_that_was_taken_has_an_id_and_may_ask_for_a_pause()
    {
        Read(200, """{"id":"1184567890123456789"}""").ShouldBe(new PostAnswer.Delivered(1184567890123456789, TimeSpan.Zero));
        Read(200, """{"id":"18446744073709551615"}""", ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "1.25"))
            .ShouldBe(new PostAnswer.Delivered(ulong.MaxValue, TimeSpan.FromSeconds(1.25)));
        Read(204, "").ShouldBe(new PostAnswer.Delivered(null, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("""{"message":"You are being rate limited.","retry_after":0.65,"global":false}""", "7", 0.65, false)]
    [InlineData("""{"retry_after":64.57,"global":true}""", "65", 64.57, true)]
    [InlineData("error code: 1015", "30", 30, false)]
    [InlineData("""{"retry_after":"soon"}""", null, 5, false)]
    [InlineData("""{"retry_after":1e300}""", null, 3600, false)]
    [InlineData("[]", null, 5, false)]
    [InlineData("""{"retry_after":0}""", null, 0.25, false)]
    public void Too_many_is_waited_out_by_the_body_then_by_the_header(string body, string? header, double seconds, bool everywhere) =>
        Read(429, body, ("Retry-After", header)).ShouldBe(new PostAnswer.Limited(TimeSpan.FromSeconds(seconds), everywhere));

    [Fact]
    public void A_webhook_that_is_gone_or_has_another_token_is_closed_and_so_is_a_thread_alone()
    {
        Read(404, """{"message":"Unknown Webhook","code":10015}""").ShouldBe(new PostAnswer.Closed("HTTP 404, Unknown Webhook (10015)", false));
        Read(401, """{"message":"Invalid Webhook Token","code":50027}""").ShouldBe(new PostAnswer.Closed("HTTP 401, Invalid Webhook Token (50027)", false));
        Read(404, """{"message":"Unknown Channel","code":10003}""").ShouldBe(new PostAnswer.Closed("HTTP 404, Unknown Channel (10003)", true));
    }

    [Fact]
    public void What_is_our_fault_is_not_tried_again_and_keeps_the_whole_answer() =>
        Read(400, """{"message":"Invalid Form Body","code":50035,"errors":{}}""")
            .ShouldBe(new PostAnswer.Refused("""HTTP 400: {"message":"Invalid Form Body","code":50035,"errors":{}}"""));

    [Theory]
    [InlineData(500, false)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    [InlineData(302, false)]
    [InlineData(403, false)]
    [InlineData(404, false)] // a proxy's: Discord would have said why
    [InlineData(401, false)]
    public void Trouble_is_tried_again_and_may_have_hidden_a_success(int status, bool mayHaveArrived) =>
        Read(status, "<html>").ShouldBe(new PostAnswer.Failed($"HTTP {status}", mayHaveArrived));

    [Theory]
    [InlineData(404, "404: Not Found")]
    [InlineData(401, "401: Unauthorized")]
    public void That_the_webhook_is_gone_is_believed_only_when_Discord_says_so(int status, string message) =>
        Read(status, $$"""{"message":"{{message}}","code":0}""").ShouldBe(new PostAnswer.Failed($"HTTP {status}, {message} (0)", MayHaveArrived: false));

    [Fact]
    public void Text_that_is_none_or_that_PostgreSQL_cannot_store_stops_nothing()
    {
        Read(200, """{"id":"\ud800"}""").ShouldBe(new PostAnswer.Delivered(null, TimeSpan.Zero));
        Read(503, """{"message":"a\u0000b","code":1}""").ShouldBe(new PostAnswer.Failed("HTTP 503, a b (1)", false));
        Read(400, "a\0b").ShouldBe(new PostAnswer.Refused("HTTP 400: a b"));
    }

    [Fact]
    public void Attempts_are_spaced_out_up_to_a_quarter_of_an_hour() =>
        Enumerable.Range(1, 6).Select(n => BackOff.After(TimeSpan.FromSeconds(5), n).TotalSeconds).ShouldBe([5, 20, 80, 320, 900, 900]);

    private static PostAnswer Read(int status, string body, params (string Name, string? Value)[] headers) =>
        PostAnswer.Read(status, name => headers.FirstOrDefault(h => h.Name == name).Value, body);
}
