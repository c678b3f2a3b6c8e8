namespace ClanLedger.Hosting.EmbeddedPostgres;

internal static partial class EmbeddedPostgresLog
{
    [LoggerMessage(LogLevel.Information, "Making a private PostgreSQL {Major} cluster in {Directory}; this happens once")]
    public static partial void Creating(this ILogger log, int major, string directory);

    [LoggerMessage(LogLevel.Debug, "Starting PostgreSQL {Major} in {Directory}")]
    public static partial void Starting(this ILogger log, int major, string directory);

    [LoggerMessage(LogLevel.Information, "PostgreSQL already runs in {Directory}: using it too")]
    public static partial void Adopted(this ILogger log, string directory);

    [LoggerMessage(LogLevel.Warning, "Removing {File}: the server it speaks of is gone")]
    public static partial void StaleFile(this ILogger log, string file);

    [LoggerMessage(LogLevel.Warning, "Waiting for another program, which starts or stops PostgreSQL in {Directory}")]
    public static partial void WaitingForProgram(this ILogger log, string directory);

    [LoggerMessage(LogLevel.Warning, "Waiting for PostgreSQL in {Directory}, which recovers from a crash, or shuts down")]
    public static partial void WaitingForServer(this ILogger log, string directory);

    [LoggerMessage(LogLevel.Debug, "PostgreSQL in {Directory} has stopped")]
    public static partial void Stopped(this ILogger log, string directory);

    [LoggerMessage(LogLevel.Warning, "PostgreSQL in {Directory} was not stopped ({Reason}); the next start will use it")]
    public static partial void NotStopped(this ILogger log, string directory, string reason);
}
