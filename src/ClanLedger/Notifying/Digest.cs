using ClanLedger.Ledger;
using ClanLedger.Running;

namespace ClanLedger.Notifying;

/// <summary>The words of the daily digest. Pure.</summary>
public static class Digest
{
    /// <summary>A run in one line of totals.</summary>
    public static string Line(SyncCompleted run, Outage? outage)
    {
        if (outage is { State: not OutageState.Over })
            return $"**{run.EffectiveDate:yyyy-MM-dd}**: {outage.Told()}. Nothing is concluded.";
        var failed = run.Clans.Count(c => c.Verdict == Verdicts.Failed);
        var held = run.Clans.Count(c => c.Verdict == Verdicts.Quarantined);
        var trouble = (failed == 0 ? "" : $" {failed} of {run.Clans.Count} rosters could not be read; nothing is concluded about them.")
            + (held == 0 ? "" : $" {held} of {run.Clans.Count} rosters lack so many members that they are held: see `snapshots list`.");
        var back = outage is null ? "" : $"{outage.Told()}. ";
        return $"**{run.EffectiveDate:yyyy-MM-dd}**: {back}{run.Clans.Sum(c => c.Members)} members, "
            + $"{Sum(CountKeys.New)} joined, {Sum(CountKeys.Disabled)} left, {Sum(CountKeys.Return)} returned, {Sum(CountKeys.Switch)} moved.{trouble}";

        int Sum(string key) => run.Clans.Sum(c => c.Count(key));
    }
}
