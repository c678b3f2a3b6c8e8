using ClanLedger.Fetching;
using ClanLedger.Fetching.Wire;
using ClanLedger.Hosting.Configuring;
using Polly.CircuitBreaker;

namespace ClanLedger.Specs.Fetching;

public sealed class RetryingHandlerSpecs
{
    private static readonly BungieSettings NoRepetitions = new(
        new Uri("http://127.0.0.1:9/"), "a-key", "specs/1.0", 0, 25, TimeSpan.Zero, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Nothing_is_asked_any_more_when_nearly_all_that_was_asked_failed()
    {
        using var bungie = new Answering();
        using var asking = Asking(bungie);
        await AskAsync(asking, bungie, 2, Outcome.Usable);
        await AskAsync(asking, bungie, 18, Outcome.RetryLater);

        await Should.ThrowAsync<BrokenCircuitException>(AskAsync(asking, bungie, 1, Outcome.Usable));
        bungie.Asked.ShouldBe(20);
    }

    [Fact]
    public async Task Trouble_of_some_among_many_answers_ends_nothing()
    {
        using var bungie = new Answering();
        using var asking = Asking(bungie);
        await AskAsync(asking, bungie, 5, Outcome.Usable);
        await AskAsync(asking, bungie, 40, Outcome.RetryLater);
        bungie.Asked.ShouldBe(45);
    }

    [Fact]
    public async Task Throttling_is_no_failure()
    {
        using var bungie = new Answering();
        using var asking = Asking(bungie);
        await AskAsync(asking, bungie, 40, Outcome.Throttled);
        bungie.Asked.ShouldBe(40);
    }

    [Fact]
    public async Task Connections_that_fail_count_too()
    {
        using var bungie = new Answering();
        using var asking = Asking(bungie);
        for (var n = 0; n < 20; n++)
            await Should.ThrowAsync<HttpRequestException>(AskAsync(asking, bungie, 1, null));

        await Should.ThrowAsync<BrokenCircuitException>(AskAsync(asking, bungie, 1, Outcome.Usable));
        bungie.Asked.ShouldBe(20);
    }

    [Fact]
    public async Task A_request_that_meets_trouble_is_made_again()
    {
        using var bungie = new Answering { Outcome = Outcome.Usable, Troubled = 1 };
        using var asking = Asking(bungie, NoRepetitions with { RetryBudget = TimeSpan.FromMinutes(1) });
        await AskAsync(asking, bungie, 1, Outcome.Usable);
        bungie.Asked.ShouldBe(2);
    }

    private static HttpMessageInvoker Asking(Answering bungie, BungieSettings? settings = null) => new(
        new RetryingHandler(new Resilience(settings ?? NoRepetitions, new SystemHealth(TimeProvider.System), TimeProvider.System)) { InnerHandler = bungie });

    private static async Task AskAsync(HttpMessageInvoker asking, Answering bungie, int times, Outcome? outcome)
    {
        bungie.Outcome = outcome;
        for (var n = 0; n < times; n++)
        {
            using var request = Readings.Request(new Uri("http://127.0.0.1:9/"), BungieJson.Default.EnvelopeGroupResponse);
            using var response = await asking.SendAsync(request, CancellationToken.None);
            response.Reading().Outcome.ShouldBe(outcome!.Value);
        }
    }

    private sealed class Answering : HttpMessageHandler
    {
        /// <summary>Of the next answers; null: the connection fails.</summary>
        public Outcome? Outcome { get; set; }

        /// <summary>So many of the next answers are trouble, before <see cref="Outcome"/>.</summary>
        public int Troubled { get; set; }

        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            if ((Troubled-- > 0 ? ClanLedger.Fetching.Outcome.RetryLater : Outcome) is not { } outcome)
                throw new HttpRequestException("refused");
            request.Options.Set(Readings.AnswerKey, new ReadAnswer(new Reading(outcome, "", null), null, null));
            return Task.FromResult(new HttpResponseMessage { RequestMessage = request });
        }
    }
}
