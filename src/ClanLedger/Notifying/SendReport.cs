using ClanLedger.Hosting;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Notifying.Digesting;
using Marten;
using Npgsql;
using Wolverine;

namespace ClanLedger.Notifying;

/// <summary>Third message of a run, put in the outbox with its events: tell Discord.</summary>
/// <param name="RunId">The run.</param>
public sealed record SendReport(Guid RunId);

/// <summary>Puts the run's digests in the queue, once, and has every webhook's queue worked off.</summary>
public static class SendReportHandler
{
    /// <summary>What is accepted on the command line waits for the next run, which may be a week away.</summary>
    private static readonly TimeSpan Weekly = TimeSpan.FromDays(8);

    public static async Task<OutgoingMessages> Handle(
        SendReport report, IDocumentStore store, NpgsqlDataSource database, Settings settings, TimeProvider time, CancellationToken ct)
    {
        // Whoever was killed between a run's commit and this left its report behind: the next one that knows of a route tells it first.
        var routed = settings.Discord.Routes.Count > 0;
        foreach (var range in (await Report.UntoldAsync(database, report.RunId, ct)).Where(r => routed || r.RunId == report.RunId))
        {
            // What was left behind while nobody had a route is no news when one is configured.
            var news = range.RunId == report.RunId || range.Recorded > time.GetUtcNow() - (range.OfRun is null ? BackOff.GiveUpAfter : Weekly);
            var facts = routed && news ? await RunFactsReader.ReadAsync(store, database, range, ct) : null;
            await DigestQueue.FillAsync(database, range, facts, settings.Discord, time.GetUtcNow(), ct);
        }

        return [.. await DigestQueue.WaitingAsync(database, settings.Discord, ct)];
    }
}
