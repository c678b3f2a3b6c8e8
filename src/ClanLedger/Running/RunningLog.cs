namespace ClanLedger.Running;

internal static partial class RunningLog
{
    [LoggerMessage(LogLevel.Information, "Continuing the run of {EffectiveDate:yyyy-MM-dd} that began at {Started:HH:mm:ss} UTC and was broken off")]
    public static partial void Continuing(this ILogger log, DateOnly effectiveDate, DateTimeOffset started);
}
