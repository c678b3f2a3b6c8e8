namespace ClanLedger.Notifying.Rendering;

/// <summary>A heading with lines, as many as there are.</summary>
/// <param name="Heading">The program's own words.</param>
/// <param name="Lines">In order.</param>
internal sealed record Section(string Heading, IReadOnlyList<Line> Lines)
{
    /// <summary>Splits it over fields: in order, nothing lost, each within Discord's limits. The headings of several say which lines they hold.</summary>
    public IReadOnlyList<EmbedField> ToFields()
    {
        var values = new List<(string Text, int First, int Last)>();
        var (text, length, first, last) = ("", 0, 0, 0);
        foreach (var (part, line, goesOn) in Lines.SelectMany(Parts))
        {
            var more = Limits.Length(part);
            if (length > 0 && (goesOn || length + 1 + more > Limits.FieldValue))
            {
                values.Add((text, first, last));
                (text, length) = ("", 0);
            }

            (text, length, first) = length == 0 ? (part, more, line) : ($"{text}\n{part}", length + 1 + more, first);
            last = line;
        }

        values.Add((text, first, last));
        return [.. values.Select(v => new EmbedField(values.Count == 1 ? Counted : Range(v.First + 1, v.Last + 1), v.Text))];
    }

    private string Counted => Lines.Count == 1 ? Heading : $"{Heading} · {Lines.Count}";

    private string Range(int first, int last) =>
        first == last ? $"{Heading} · {first} of {Lines.Count}" : $"{Heading} · {first}–{last} of {Lines.Count}";

    /// <summary>A line longer than a field goes on in the next one, between two of its pieces.</summary>
    private static IEnumerable<(string Part, int Line, bool GoesOn)> Parts(Line line, int number)
    {
        var (text, length, goesOn) = ("", 0, false);
        foreach (var piece in line.Pieces)
        {
            var more = Limits.Length(piece);
            if (length + more > Limits.FieldValue)
            {
                yield return (text, number, goesOn);
                (text, length, goesOn) = ("", 0, true);
            }

            (text, length) = (text + piece, length + more);
        }

        yield return (text, number, goesOn);
    }
}
