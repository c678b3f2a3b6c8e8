using ClanLedger.Observing;

namespace ClanLedger.Fetching;

/// <summary>Holds every request, retries included, until its turn has come; pauses all of them when bungie.net asks one to wait.</summary>
internal sealed class PacingHandler(Pace pace, PlatformHealth health) : DelegatingHandler
{
    /// <summary>What is waited when bungie.net throttles without saying how long: mostly it says 10 s (Bungie-net/api#1051).</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);

    /// <summary>Nobody is asked to wait longer: what is claimed beyond is a fault.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(cancellationToken);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            Note(response.Reading());
            return response;
        }
        catch when (!cancellationToken.IsCancellationRequested)
        {
            health.Failed();
            LedgerMetrics.Requested("NoAnswer");
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
