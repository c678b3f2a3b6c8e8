namespace ClanLedger.Judging;

/// <summary>Registers what decides about held rosters.</summary>
internal static class JudgingRegistration
{
    public static IServiceCollection AddJudging(this IServiceCollection services) => services.AddTransient<SnapshotDecisions>();
}
