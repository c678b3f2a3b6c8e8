namespace ClanLedger.Observing;

/// <summary>Text of others, fit for a line of a log, and for PostgreSQL, whose text holds no U+0000.</summary>
internal static class OneLine
{
    /// <summary>Control characters become spaces; what is longer is cut, between whole characters.</summary>
    public static string Of(string text, int longest = int.MaxValue)
    {
        var end = text.Length <= longest ? text.Length : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return string.Concat(text.Take(end).Select(c => char.IsControl(c) ? ' ' : c));
    }
}
