namespace ClanLedger.Tracking;

/// <summary>What a group of clans may be called.</summary>
internal static class GroupName
{
    /// <summary>The rule, for whoever broke it.</summary>
    public const string Allowed = "1 to 100 characters without control characters";

    /// <summary>Whether it may; spaces around it do not count.</summary>
    public static bool IsAllowed(string name) => name.Trim().Length is > 0 and <= 100 && !name.Any(char.IsControl);
}
