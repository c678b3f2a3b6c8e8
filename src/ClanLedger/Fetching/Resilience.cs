using ClanLedger.Fetching.Wire;
using ClanLedger.Hosting.Configuring;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ClanLedger.Fetching;

/// <summary>What is done about trouble of one system of bungie.net: its requests are repeated, and for a while not made at all when most of them fail.</summary>
internal sealed class Resilience
{
    /// <summary>So often a profile is asked for again that may be answered so for ever: after some 1, 2, 4 and 8 seconds.</summary>
    private const int FewRepetitions = 4;

    private readonly CircuitBreakerStateProvider _circuit = new();

    /// <param name="settings">How long to go on.</param>
    /// <param name="health">Of that system.</param>
    /// <param name="time">The clock.</param>
    public Resilience(BungieSettings settings, SystemHealth health, TimeProvider time)
    {
        Retry = new ResiliencePipelineBuilder<HttpResponseMessage>().AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(20),
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(
                IsTrouble(args.Outcome) && !(MayLast(args.Outcome) && args.AttemptNumber >= FewRepetitions) && !health.IsDownFor(settings.RunRetryBudget)
                && RetryBudget.Of(args.Context, settings.RetryBudget, time).Allows(Wait(args.Outcome))),
            DelayGenerator = args => ValueTask.FromResult(Wait(args.Outcome) is { Ticks: > 0 } wait ? (TimeSpan?)wait : null),
        }).Build();
        Breaker = new ResiliencePipelineBuilder<HttpResponseMessage>().AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            // Trouble of the whole platform, not of one clan or member: most of what was asked lately failed.
            FailureRatio = 0.9,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(15),
            BreakDuration = TimeSpan.FromSeconds(5),
            ShouldHandle = args => ValueTask.FromResult(IsTrouble(args.Outcome) && !IsThrottled(args.Outcome)),
            StateProvider = _circuit,
        }).Build();
    }

    /// <summary>Repeats an attempt as long as there is hope.</summary>
    public ResiliencePipeline<HttpResponseMessage> Retry { get; }

    /// <summary>Makes no attempt for a while when most failed lately, and counts how each ends.</summary>
    public ResiliencePipeline<HttpResponseMessage> Breaker { get; }

    /// <summary>Whether the <see cref="Breaker"/> lets no attempt pass, or only one to see whether it may: each has to be made by it.</summary>
    public bool IsBroken => _circuit.CircuitState != CircuitState.Closed;

    /// <summary>Whether the outcome is trouble that may pass.</summary>
    public static bool IsTrouble(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response
            ? response.Reading().Outcome is Outcome.RetryLater or Outcome.Throttled
            : IsTrouble(outcome.Exception);

    /// <summary>Whether the exception is.</summary>
    public static bool IsTrouble(Exception? exception) => exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException;

    /// <summary>Tells the breaker how an attempt ended that was made outside of it.</summary>
    public async ValueTask CountAsync(Outcome<HttpResponseMessage> outcome)
    {
        var context = ResilienceContextPool.Shared.Get();
        await Breaker.ExecuteOutcomeAsync(static (_, o) => ValueTask.FromResult((Outcome<HttpResponseMessage>)o), context, (object)outcome);
        ResilienceContextPool.Shared.Return(context);
    }

    /// <summary>How long the answer asks to wait; 0 when it does not say. Throttling is waited for by the <see cref="Pace"/>.</summary>
    private static TimeSpan Wait(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: BrokenCircuitException { RetryAfter: { } wait } } => wait,
        { Result: { } response } when !IsThrottled(outcome) => response.Reading().RetryAfter ?? TimeSpan.Zero,
        _ => TimeSpan.Zero,
    };

    /// <summary>Of a single account; of a clan it is trouble that passes.</summary>
    private static bool MayLast(Outcome<HttpResponseMessage> outcome) => outcome.Result is { } response && response.Reading().MayLast
        && response.RequestMessage!.Shape().Type == typeof(Envelope<DestinyProfileResponse>);

    private static bool IsThrottled(Outcome<HttpResponseMessage> outcome) => outcome.Result?.Reading().Outcome == Outcome.Throttled;
}
