namespace ClanLedger.Ledger;

/// <summary>What a snapshot of a roster is worth. Storage format.</summary>
public static class Verdicts
{
    /// <summary>Read whole: changes are concluded from it.</summary>
    public const string Complete = "complete";

    /// <summary>Not read whole: nothing is concluded.</summary>
    public const string Failed = "failed";

    /// <summary>Read whole, but too much is missing to be believed at once: held until someone or something decides.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>Held, then believed: changes are concluded from it.</summary>
    public const string Accepted = "accepted";

    /// <summary>Held, then refused: nothing is concluded.</summary>
    public const string Rejected = "rejected";

    /// <summary>Held until a later roster of the clan was believed: nothing is concluded.</summary>
    public const string Superseded = "superseded";

    /// <summary>Whether changes are concluded from a snapshot of this verdict.</summary>
    public static bool Applies(string verdict) => verdict is Complete or Accepted;
}
