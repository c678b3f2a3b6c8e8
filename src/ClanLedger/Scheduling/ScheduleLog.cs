namespace ClanLedger.Scheduling;

/// <summary>What the service says about its schedule.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(LogLevel.Information, "The run of {Occurrence:u} was missed and is made now")]
    public static partial void CatchingUp(ILogger log, DateTimeOffset occurrence);

    [LoggerMessage(LogLevel.Information, "The {What} of {Occurrence:u} is not made: it is of another schedule than the one that is set now")]
    public static partial void NotScheduled(ILogger log, string what, DateTimeOffset occurrence);

    [LoggerMessage(LogLevel.Warning, "The run of {Occurrence:u} is not made: it is more than {Latest} late (Schedule__CatchUpWithin; ten minutes are never late)")]
    public static partial void TooLate(ILogger log, DateTimeOffset occurrence, TimeSpan latest);

    [LoggerMessage(LogLevel.Warning, "The verification of {Occurrence:u} is not made: it is more than {Latest} late (Schedule__CatchUpWithin; ten minutes are never late)")]
    public static partial void VerificationTooLate(ILogger log, DateTimeOffset occurrence, TimeSpan latest);

    [LoggerMessage(LogLevel.Information, "The tables are what the {Events} events say; comparing took {Elapsed}")]
    public static partial void Verified(ILogger log, long events, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Error, "Something is wrong with the ledger, `verify` shows what: {Findings}")]
    public static partial void Unsound(ILogger log, string findings);
}
