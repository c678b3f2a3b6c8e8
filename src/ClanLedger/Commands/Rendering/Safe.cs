using System.Globalization;
using System.Text;
using Spectre.Console;

namespace ClanLedger.Commands.Rendering;

/// <summary>Names of strangers, made harmless for a terminal: no control characters, no markup.</summary>
internal static class Safe
{
    /// <summary>As markup that shows exactly this text.</summary>
    public static string Markup(string text) => Spectre.Console.Markup.Escape(Visible(text));

    /// <summary>As a table title.</summary>
    public static TableTitle Of(string text) => new(Markup(text));

    /// <summary>Control and direction-changing characters are shown as <c>U+XXXX</c>, so that no name can move the cursor.</summary>
    public static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F)
                visible.Append($"‹U+{rune.Value:X4}›");
            else
                visible.Append(rune.ToString());
        }

        return visible.ToString();
    }
}
