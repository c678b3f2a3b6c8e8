namespace ClanLedger.Tracking;

/// <summary>Registers what decides which clans are tracked.</summary>
internal static class TrackingRegistration
{
    public static IServiceCollection AddTracking(this IServiceCollection services) => services.AddTransient<ClanTracking>();
}
