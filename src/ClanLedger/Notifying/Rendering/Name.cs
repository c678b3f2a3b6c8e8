using System.Globalization;
using System.Text;

namespace ClanLedger.Notifying.Rendering;

/// <summary>
/// Names that strangers chose, as Discord's markdown that shows exactly them: nothing is formatted, mentioned, linked or hidden by
/// what they hold. In pieces that must not be cut: graphemes with their escapes.
/// </summary>
internal static class Name
{
    /// <summary>Characters that mean something to Discord anywhere, or at the beginning of a line; a backslash takes that away.</summary>
    private const string Meaningful = @"\*_~`|>#[]()<@:-.";

    /// <summary>Around text of another direction, so that it does not turn what stands beside it.</summary>
    private const string Isolate = "\u2068";

    private const string EndIsolate = "\u2069";

    /// <summary>Letters and symbols without a shape, of which "empty" names are made.</summary>
    private static readonly int[] Shapeless = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0];

    /// <summary>The pieces; never none.</summary>
    public static IReadOnlyList<string> Pieces(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return ["‹", "no", " ", "name", "›"];
        var pieces = new List<string>(name.Length);
        var turns = name.EnumerateRunes().Any(IsRightToLeft);
        if (turns)
            pieces.Add(Isolate);
        for (var graphemes = StringInfo.GetTextElementEnumerator(name); graphemes.MoveNext();)
            AddGrapheme(pieces, graphemes.GetTextElement());
        if (turns)
            pieces.Add(EndIsolate);
        return pieces;
    }

    private static void AddGrapheme(List<string> pieces, string grapheme)
    {
        var shown = new StringBuilder();
        var flag = false;
        var empty = grapheme.EnumerateRunes().All(HasNoShape);
        foreach (var rune in grapheme.EnumerateRunes())
        {
            flag |= rune.Value == 0x1F3F4;
            if (empty || IsHidden(rune, flag))
                shown.Append($"‹U+{rune.Value:X4}›");
            else if (rune.IsAscii && Meaningful.Contains((char)rune.Value, StringComparison.Ordinal))
                shown.Append('\\').Append((char)rune.Value);
            else
                shown.Append(rune.ToString());
        }

        var piece = shown.ToString();
        if (Limits.Length(piece) <= Limits.FieldValue / 2)
            pieces.Add(piece);
        else // No such grapheme is known outside of pranks: it has to fit into a field somehow.
            pieces.AddRange(Limits.CodePoints(piece));
    }

    /// <summary>Control, direction-changing and invisible characters; joiners are parts of letters and emoji, tags are parts of flags.</summary>
    private static bool IsHidden(Rune rune, bool inFlag) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D) && !(inFlag && rune.Value is >= 0xE0020 and <= 0xE007F),
        _ => Shapeless.Contains(rune.Value),
    };

    /// <summary>What only changes others is nothing by itself: joiners, variation selectors and their like (Unicode's Default_Ignorable_Code_Point).</summary>
    private static bool HasNoShape(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsRightToLeft(Rune rune) => rune.Value is
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
