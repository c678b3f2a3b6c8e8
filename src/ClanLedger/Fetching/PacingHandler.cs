using ClanLedger.Hosting.Configuring;
using ClanLedger.Observing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ClanLedger.Fetching;

/// <summary>Holds every attempt until its turn has come, and bounds its time; pauses all of them when bungie.net asks one to wait.</summary>
/// <remarks>A handler, not a strategy of Polly's: a layer there costs as much as all of a request's JSON.</remarks>
/// <param name="pace">When the next may go out.</param>
/// <param name="health">Told how it ended.</param>
/// <param name="settings">How long an attempt may take from its turn on, and how long bungie.net may say that there is trouble before its pauses are no
/// longer waited for.</param>
internal sealed class PacingHandler(Pace pace, SystemHealth health, BungieSettings settings) : DelegatingHandler
{
    /// <summary>What is waited when bungie.net throttles without saying how long: mostly it says 10 s (Bungie-net/api#1051).</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);

    /// <summary>Nobody is asked to wait longer: what is claimed beyond is a fault.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <exception cref="TimeoutRejectedException">No answer in that time.</exception>
    /// <exception cref="BrokenCircuitException">Not asked: bungie.net wants to be left alone, and has for so long that there is no hope for this run.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!await pace.WaitAsync(() => health.IsDownFor(settings.RunRetryBudget), cancellationToken))
            throw new BrokenCircuitException("bungie.net wants to be left alone");
        try
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(settings.Timeout);
            var response = await base.SendAsync(request, attempt.Token);
            Note(response.Reading());
            return response;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            health.Failed();
            LedgerMetrics.Requested("NoAnswer");
            if (e is OperationCanceledException)
                throw new TimeoutRejectedException("bungie.net has not answered in time", settings.Timeout, e);
            throw;
        }
        finally
        {
            pace.Done();
        }
    }

    private static TimeSpan Bounded(TimeSpan wait) => wait < LongestPause ? wait : LongestPause;

    private void Note(Reading reading)
    {
        LedgerMetrics.Requested(reading.Outcome.ToString());
        if (reading.Outcome is Outcome.RetryLater or Outcome.Throttled)
            health.Failed();
        else
            health.Answered();
        if (reading.Outcome == Outcome.Throttled)
            pace.SlowDown(Bounded(reading.RetryAfter ?? UsualPause));
        else if (reading is { Outcome: Outcome.RetryLater, RetryAfter: { Ticks: > 0 } wait })
            pace.Pause(Bounded(wait));
    }
}
