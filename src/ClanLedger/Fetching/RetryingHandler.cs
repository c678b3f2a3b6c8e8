using Polly;

namespace ClanLedger.Fetching;

/// <summary>Repeats a request that meets trouble, as its system's <see cref="Resilience"/> says.</summary>
/// <remarks>While the breaker lets everything pass, the first attempt is made outside of Polly's strategies, which are told how it ended and go on from
/// there: nearly all requests end with it, and around each of them the strategies take a twentieth of a whole sync.</remarks>
internal sealed class RetryingHandler(Resilience resilience) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (resilience.IsBroken)
            return await RepeatAsync(null, request, cancellationToken);
        Outcome<HttpResponseMessage> first;
        try
        {
            first = Polly.Outcome.FromResult(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception e) when (Resilience.IsTrouble(e))
        {
            first = Polly.Outcome.FromException<HttpResponseMessage>(e);
        }

        if (!resilience.IsBroken) // What began before the breaker stopped all is no probe of whether it may let pass again.
            await resilience.CountAsync(first);
        return Resilience.IsTrouble(first) ? await RepeatAsync(first, request, cancellationToken) : first.Result!;
    }

    /// <param name="first">How the first attempt ended; null when there was none yet.</param>
    /// <param name="request">The request.</param>
    /// <param name="ct">Ends it.</param>
    private async Task<HttpResponseMessage> RepeatAsync(Outcome<HttpResponseMessage>? first, HttpRequestMessage request, CancellationToken ct)
    {
        return await resilience.Retry.ExecuteAsync(AttemptAsync, ct);

        async ValueTask<HttpResponseMessage> AttemptAsync(CancellationToken attempt)
        {
            if (first is not { } made)
                return await resilience.Breaker.ExecuteAsync(AskAsync, attempt);
            first = null;
            made.ThrowIfException();
            return made.Result!;
        }

        async ValueTask<HttpResponseMessage> AskAsync(CancellationToken attempt) => await base.SendAsync(request, attempt);
    }
}
