namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>A service lives for months, and whatever kills its private server must not end its schedule: looks every half minute, and starts it again.</summary>
internal sealed partial class Reviving(EmbeddedCluster cluster, TimeProvider time, ILogger<EmbeddedCluster> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await cluster.ReviveAsync(stoppingToken))
                    Revived(log);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotRevived(log, e.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The private PostgreSQL was gone, and was started again")]
    private static partial void Revived(ILogger log);

    [LoggerMessage(LogLevel.Error, "It is not known whether the private PostgreSQL runs, or it could not be started again: {Reason}")]
    private static partial void NotRevived(ILogger log, string reason);
}
