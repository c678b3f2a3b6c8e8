namespace ClanLedger.Scheduling;

/// <summary>What the service says about its schedule.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(LogLevel.Information, "The run of {Occurrence:u} was missed and is made now")]
    public static partial void CatchingUp(ILogger log, DateTimeOffset occurrence);

    [LoggerMessage(LogLevel.Warning, "The run of {Occurrence:u} is not made: it is later than Schedule__CatchUpWithin, {Within}, allows")]
    public static partial void TooLate(ILogger log, DateTimeOffset occurrence, TimeSpan within);
}
