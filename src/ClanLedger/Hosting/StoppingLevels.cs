namespace ClanLedger.Hosting;

/// <summary>What the log says while the service stops: nothing of what Wolverine breaks off and another node goes on with.</summary>
/// <remarks>
/// Wolverine calls its own looks at the database, when they are cancelled, errors with a stack trace, and a message that is handed over an error, too.
/// What fails nevertheless is still told by <see cref="Running.FailureHandling"/>.
/// </remarks>
internal sealed class StoppingLevels : ConfigurationProvider, IConfigurationSource
{
    private static readonly string[] Categories = ["Wolverine.Runtime.Agents", "Wolverine.RDBMS.DurabilityAgent", "Wolverine.Runtime.WolverineRuntime"];

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>From now on.</summary>
    public void Begin()
    {
        foreach (var category in Categories)
            Set($"Logging:LogLevel:{category}", nameof(LogLevel.Critical));
        OnReload();
    }
}
