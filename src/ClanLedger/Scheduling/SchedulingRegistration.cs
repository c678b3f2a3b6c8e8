using ClanLedger.Hosting.Configuring;
using Wolverine;

namespace ClanLedger.Scheduling;

/// <summary>Registers what makes the service run by itself; the command line runs when it is told to.</summary>
internal static class SchedulingRegistration
{
    /// <summary>Never rename it: the occurrence that waits in the database would be orphaned.</summary>
    private const string Name = "sync";

    /// <summary>Wolverine's own schedule, one for all nodes.</summary>
    public static void Schedule(this WolverineOptions options, ScheduleSettings settings)
    {
        if (settings.Sync is { } schedule)
            options.Schedules.ScheduleRecurring(Name, schedule, RequestSync.At);
    }

    /// <summary>The catching up with what the schedule missed.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, bool serves) =>
        serves ? services.AddHostedService<CatchUp>() : services;
}
