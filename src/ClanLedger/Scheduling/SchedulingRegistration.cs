using ClanLedger.Hosting.Configuring;
using Wolverine;

namespace ClanLedger.Scheduling;

/// <summary>Registers what makes the service run by itself; the command line runs when it is told to.</summary>
internal static class SchedulingRegistration
{
    // Never rename them: the occurrences that wait in the database would be orphaned.
    private const string Sync = "sync";
    private const string Verify = "verify";

    /// <summary>Wolverine's own schedule, one for all nodes.</summary>
    public static void Schedule(this WolverineOptions options, ScheduleSettings settings)
    {
        if (settings.Sync is { } sync)
            options.Schedules.ScheduleRecurring(Sync, sync, RequestSync.At);
        if (settings.Verify is { } verify)
            options.Schedules.ScheduleRecurring(Verify, verify, at => new VerifyLedger(at));
    }

    /// <summary>The catching up with what the schedule missed.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, bool serves) =>
        serves ? services.AddHostedService<CatchUp>() : services;
}
