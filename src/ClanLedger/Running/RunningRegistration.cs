using ClanLedger.Staging;

namespace ClanLedger.Running;

/// <summary>Registers what a run needs beside its steps.</summary>
internal static class RunningRegistration
{
    public static IServiceCollection AddRunning(this IServiceCollection services) => services
        .AddSingleton<SyncProgress>()
        .AddSingleton<RunTurns>()
        .AddTransient<Retention>()
        .AddTransient<SyncRun>();
}
