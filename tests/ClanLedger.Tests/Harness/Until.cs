namespace ClanLedger.Tests.Harness;

/// <summary>Waits for something to become true that can be looked at.</summary>
internal static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Looks again and again.</summary>
    /// <param name="what">What is waited for, for the failure.</param>
    /// <param name="isTrue">Looks.</param>
    /// <exception cref="TimeoutException">Two minutes were not enough.</exception>
    public static async Task TrueAsync(string what, Func<Task<bool>> isTrue)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await isTrue())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"Waited two minutes until {what}");
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }
}
