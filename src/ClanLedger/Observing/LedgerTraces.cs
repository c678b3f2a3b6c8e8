using System.Diagnostics;

namespace ClanLedger.Observing;

/// <summary>The ledger's own spans, within those of Wolverine's messages; Npgsql's lie within them. None has a name, a key or an address in it.</summary>
internal static class LedgerTraces
{
    private static readonly ActivitySource Source = new(LedgerMetrics.Name);

    /// <summary>One clan: its detail, its roster and its members' profiles.</summary>
    public static Activity? FetchClan(long clanId) => Source.StartActivity("fetch clan")?.SetTag("clanledger.clan_id", clanId);

    /// <summary>A batch of rows on their way into staging.</summary>
    public static Activity? Copy(int rows) => Source.StartActivity("copy")?.SetTag("clanledger.rows", rows);

    /// <summary>Asking where the absent are.</summary>
    public static Activity? Corroborate(int members) => Source.StartActivity("corroborate departures")?.SetTag("clanledger.members", members);

    /// <summary>Reading what changed.</summary>
    public static Activity? Diff(Guid runId) => Source.StartActivity("diff")?.SetTag("clanledger.run_id", runId);

    /// <summary>Appending, projection included.</summary>
    public static Activity? Append() => Source.StartActivity("append");

    /// <summary>One message to Discord.</summary>
    public static Activity? Post(string route, int part) => Source.StartActivity("post digest")?.SetTag("clanledger.route", route).SetTag("clanledger.part", part);
}
