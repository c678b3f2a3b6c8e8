namespace ClanLedger.Ledger;

/// <summary>How a run ended. Storage format.</summary>
public static class RunStatus
{
    /// <summary>Every clan's roster was complete and is applied.</summary>
    public const string Complete = "complete";

    /// <summary>Some clan's roster was not; the others are applied.</summary>
    public const string Partial = "partial";

    /// <summary>No clan's roster was complete: nothing is applied.</summary>
    public const string Failed = "failed";
}
