namespace ClanLedger.Notifying.Rendering;

/// <summary>What Discord takes in one message. Lengths are Unicode code points.</summary>
internal static class Limits
{
    public const int Embeds = 10;
    public const int Title = 256;
    public const int Description = 4096;
    public const int Fields = 25;
    public const int FieldName = 256;
    public const int FieldValue = 1024;
    public const int Footer = 2048;
    public const int Username = 80;
    public const int Url = 2048;

    /// <summary>Titles, descriptions, fields and footers of all embeds of a message together.</summary>
    public const int Together = 6000;

    /// <summary>Code points.</summary>
    public static int Length(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
            length++;
        return length;
    }

    /// <summary>Code points of a text that may fall into two parts.</summary>
    public static IEnumerable<string> CodePoints(string text) => text.EnumerateRunes().Select(r => r.ToString());
}
