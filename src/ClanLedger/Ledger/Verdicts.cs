namespace ClanLedger.Ledger;

/// <summary>What a snapshot of a roster is worth. Storage format.</summary>
public static class Verdicts
{
    /// <summary>Read whole: changes are concluded from it.</summary>
    public const string Complete = "complete";

    /// <summary>Not read whole: nothing is concluded.</summary>
    public const string Failed = "failed";
}
