using System.Diagnostics.Metrics;
using ClanLedger.Ledger;
using ClanLedger.Running;

namespace ClanLedger.Observing;

/// <summary>What ClanLedger measures about itself. Names are for ever: dashboards know them.</summary>
/// <remarks>How many messages wait is measured by Wolverine: <c>wolverine-inbox-count</c>, <c>-outbox-count</c>, <c>-scheduled-count</c>.</remarks>
internal static class LedgerMetrics
{
    /// <summary>Name of the meter, and of the source of traces.</summary>
    public const string Name = "ClanLedger";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        "clanledger.runs", "{run}", "Runs applied, by status: complete, partial, failed");

    private static readonly Histogram<double> Steps = Meter.CreateHistogram<double>(
        "clanledger.step.duration", "s", "How long the steps of a run took: stage, diff, append",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800] });

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "clanledger.requests", "{request}", "Requests to bungie.net, retries included, by what the answer was good for");

    private static readonly Gauge<long> Members = Meter.CreateGauge<long>(
        "clanledger.members", "{member}", "Members of a clan once its last roster was applied");

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(
        "clanledger.changes", "{change}", "Changes appended, by the key of the daily counts");

    private static readonly Counter<long> Digests = Meter.CreateCounter<long>(
        "clanledger.digests", "{message}", "Messages to Discord, by outcome");

    /// <summary>A run is in the ledger.</summary>
    public static void Applied(SyncResult run)
    {
        Runs.Add(1, Tag("status", run.Completed.Status));
        Steps.Record(run.Staged.Fetching.TotalSeconds, Tag("step", "stage"));
        Steps.Record(run.Applied.Diffing.TotalSeconds, Tag("step", "diff"));
        Steps.Record(run.Applied.Appending.TotalSeconds, Tag("step", "append"));
        foreach (var clan in run.Completed.Clans)
            Applied(clan);
    }

    /// <summary>A clan's roster is in the ledger, with its run or accepted after it.</summary>
    public static void Applied(ClanCounts clan)
    {
        if (Verdicts.Applies(clan.Verdict))
            Members.Record(clan.Members, Tag("clan_id", clan.ClanId));
        foreach (var (key, count) in clan.Changes)
            Changes.Add(count, Tag("kind", key));
    }

    /// <summary>bungie.net answered, or did not.</summary>
    /// <param name="outcome">An <see cref="Fetching.Outcome"/>, or <c>NoAnswer</c>.</param>
    public static void Requested(string outcome) => Requests.Add(1, Tag("outcome", outcome));

    /// <summary>Discord answered, or did not.</summary>
    /// <param name="outcome">sent, retried, duplicate-possible, disabled or refused.</param>
    public static void Notified(string outcome) => Digests.Add(1, Tag("outcome", outcome));

    private static KeyValuePair<string, object?> Tag(string key, object value) => new(key, value);
}
