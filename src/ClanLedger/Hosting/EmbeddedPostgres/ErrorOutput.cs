namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>What goes on before there is a host that logs, and after it: warnings, and what takes long, in a line each on stderr.</summary>
internal sealed class ErrorOutput : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Console.Error.WriteLine($"clanledger: {formatter(state, exception).ReplaceLineEndings(" ")}");
    }
}
