using ClanLedger.Observing;
using Polly;

namespace ClanLedger.Fetching;

/// <summary>Holds every request, retries included, until its turn has come; pauses all of them when bungie.net asks one to wait.</summary>
internal sealed class PacingStrategy(Pace pace, PlatformHealth health) : ResilienceStrategy<HttpResponseMessage>
{
    /// <summary>What is waited when bungie.net throttles without saying how long: mostly it says 10 s (Bungie-net/api#1051).</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);

    /// <summary>Nobody is asked to wait longer: what is claimed beyond is a fault.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            await pace.WaitAsync(context.CancellationToken);
        }
        catch (OperationCanceledException e)
        {
            return Polly.Outcome.FromException<HttpResponseMessage>(e); // A strategy does not throw.
        }

        try
        {
            var outcome = await callback(context, state);
            if (outcome.Result is { } response)
                Note(response.Reading());
            else if (!context.CancellationToken.IsCancellationRequested)
                NoteNoAnswer();
            return outcome;
        }
        finally
        {
            pace.Done();
        }
    }

    private static TimeSpan Bounded(TimeSpan wait) => wait < LongestPause ? wait : LongestPause;

    private void NoteNoAnswer()
    {
        health.Failed();
        LedgerMetrics.Requested("NoAnswer");
    }

    private void Note(Reading reading)
    {
        LedgerMetrics.Requested(reading.Outcome.ToString());
        if (reading.Outcome == Outcome.RetryLater)
            health.Failed();
        else
            health.Answered();
        if (reading.Outcome == Outcome.Throttled)
            pace.SlowDown(Bounded(reading.RetryAfter ?? UsualPause));
        else if (reading is { Outcome: Outcome.RetryLater, RetryAfter: { Ticks: > 0 } wait })
            pace.Pause(Bounded(wait));
    }
}
