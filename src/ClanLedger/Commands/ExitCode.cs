namespace ClanLedger.Commands;

/// <summary>Exit codes of the ledger's own verbs.</summary>
internal static class ExitCode
{
    /// <summary>All of it was done.</summary>
    public const int Done = 0;

    /// <summary>Nothing was done.</summary>
    public const int NothingDone = 1;

    /// <summary>Some clan failed; the others were applied.</summary>
    public const int PartlyDone = 2;
}
