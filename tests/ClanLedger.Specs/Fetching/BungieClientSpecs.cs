using ClanLedger.Fetching;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Specs.Fetching;

public sealed class BungieClientSpecs
{
    [Fact]
    public async Task What_nobody_foresaw_is_an_answer_that_says_nothing_and_does_not_end_the_run()
    {
        var answer = await Asked(new NotSupportedException("a\0b")).GetGroupAsync(7, CancellationToken.None);
        answer.Usable.ShouldBeFalse();
        answer.Reading.ShouldBe(new Reading(Outcome.RetryLater, "an unforeseen NotSupportedException: a b", null));
    }

    [Fact]
    public async Task A_run_that_is_stopped_stops() =>
        await Should.ThrowAsync<OperationCanceledException>(Asked(new TaskCanceledException()).GetGroupAsync(7, new CancellationToken(canceled: true)));

    private static BungieClient Asked(Exception failure) => new(new Failing(failure), NullLogger<BungieClient>.Instance);

    private sealed class Failing(Exception failure) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { BaseAddress = new Uri("http://127.0.0.1:9/") };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(failure);
    }
}
