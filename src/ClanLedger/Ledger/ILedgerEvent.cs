namespace ClanLedger.Ledger;

/// <summary>Anything that is recorded, as of a day of the ledger.</summary>
public interface ILedgerEvent
{
    /// <summary>The ledger's day, in the configured zone.</summary>
    DateOnly EffectiveDate { get; }
}
