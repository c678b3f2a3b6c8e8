namespace ClanLedger.Running;

/// <summary>What the service says about its runs.</summary>
internal static partial class RunLog
{
    /// <summary>A run is in the ledger: its totals.</summary>
    public static void Applied(ILogger log, SyncResult run) => Applied(
        log, run.RunId, run.Completed.EffectiveDate, run.Completed.Status, run.Completed.Clans.Sum(c => c.Members), run.Completed.Clans.Count,
        run.Applied.Members, (run.Staged.Fetching + run.Applied.Diffing + run.Applied.Appending).TotalSeconds);

    [LoggerMessage(LogLevel.Information, "Run {RunId} of {Day:yyyy-MM-dd} is {Status}: {Members} members in {Clans} clans, {Changed} changed, in {Seconds:0.0} s")]
    private static partial void Applied(ILogger log, Guid runId, DateOnly day, string status, int members, int clans, int changed, double seconds);

    [LoggerMessage(LogLevel.Information, "Run {RunId} is in the ledger already: nothing to do")]
    public static partial void AppliedBefore(ILogger log, Guid runId);

    [LoggerMessage(LogLevel.Information, "Run {RunId} read its rosters before those of a run that is in the ledger by now: they are read again")]
    public static partial void Overtaken(ILogger log, Guid runId);

    [LoggerMessage(LogLevel.Information, "Run {RunId} has not read its rosters to the end: it goes on reading")]
    public static partial void Unread(ILogger log, Guid runId);

    [LoggerMessage(LogLevel.Information, "{Work} is handed over: this node is stopping")]
    public static partial void HandedOver(ILogger log, string work);

    [LoggerMessage(LogLevel.Error, "{Work} was refused: {Why}")]
    public static partial void Refused(ILogger log, string work, string why);

    [LoggerMessage(LogLevel.Warning, "{Work} failed: {Why}. That was attempt {Attempts}; the next is in {After}")]
    public static partial void Failed(ILogger log, string work, string why, int attempts, TimeSpan after);

    [LoggerMessage(LogLevel.Error, "{Work} failed {Attempts} times and is laid with the dead letters")]
    public static partial void GivenUp(ILogger log, Exception failure, string work, int attempts);

    [LoggerMessage(LogLevel.Information, "Continuing the run of {EffectiveDate:yyyy-MM-dd} that began at {Started:HH:mm:ss} UTC and was broken off")]
    public static partial void Continuing(ILogger log, DateOnly effectiveDate, DateTimeOffset started);
}
