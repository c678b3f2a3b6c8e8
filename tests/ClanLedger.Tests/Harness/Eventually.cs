using System.Diagnostics;

namespace ClanLedger.Tests.Harness;

/// <summary>Waits for what another process does, by looking again and again.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when it is so; fails if it is not for a long time.</summary>
    public static async Task AsyncTrue(Func<Task<bool>> isSo, Func<string> otherwise)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Patience, otherwise());
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
