namespace ClanLedger.Replaying;

/// <summary>Registers what rebuilds and compares.</summary>
internal static class ReplayingRegistration
{
    public static IServiceCollection AddReplaying(this IServiceCollection services) => services
        .AddTransient<Replay>()
        .AddTransient<Verification>();
}
