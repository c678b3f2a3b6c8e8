namespace ClanLedger.Notifying.Rendering;

/// <summary>What stands around the fields of a digest.</summary>
/// <param name="Title">On the first embed of each message, with the part's number when there are several.</param>
/// <param name="Description">On the first embed of all.</param>
/// <param name="Color">Of the bar at the left, RGB; null: Discord's own.</param>
/// <param name="Footer">On the last embed of all.</param>
/// <param name="Timestamp">Beside the footer, in each reader's own time zone.</param>
/// <param name="Username">Under which name it is posted; null: the webhook's.</param>
internal sealed record Frame(
    string Title, string? Description, int? Color, EmbedFooter Footer, DateTimeOffset Timestamp, string? Username)
{
    /// <summary>Room for <c> · part 1234 of 5678</c>.</summary>
    private const int LongestPart = 24;

    /// <summary>Said at the end of every message but the last.</summary>
    private static readonly EmbedFooter GoesOn = new("continued below", null);

    /// <summary>The digest as messages: in order, no field lost, each message within Discord's limits.</summary>
    public IReadOnlyList<WebhookMessage> Around(IReadOnlyList<EmbedField> fields)
    {
        var messages = Divide(fields);
        return [.. messages.Select((embeds, i) => Message(embeds, i, messages.Count))];
    }

    /// <summary>Fields by message and embed.</summary>
    private List<List<List<EmbedField>>> Divide(IReadOnlyList<EmbedField> fields)
    {
        var room = Limits.Together - Limits.Length(Title) - LongestPart - Math.Max(Limits.Length(Footer.Text), Limits.Length(GoesOn.Text));
        var left = room - Limits.Length(Description ?? "");
        List<List<List<EmbedField>>> messages = [[[]]];
        foreach (var field in fields)
        {
            var length = Limits.Length(field.Name) + Limits.Length(field.Value);
            var full = messages[^1][^1].Count == Limits.Fields;
            if (length > left || (full && messages[^1].Count == Limits.Embeds))
            {
                messages.Add([[]]);
                left = room;
            }
            else if (full)
            {
                messages[^1].Add([]);
            }

            messages[^1][^1].Add(field);
            left -= length;
        }

        return messages;
    }

    private WebhookMessage Message(List<List<EmbedField>> embeds, int part, int parts)
    {
        var title = parts == 1 ? Title : $"{Title} · part {part + 1} of {parts}";
        var ends = part == parts - 1;
        return new WebhookMessage(
            Username,
            [.. embeds.Select((fields, i) => new Embed(
                i == 0 ? title : null, part == 0 && i == 0 ? Description : null, Color, fields.Count > 0 ? fields : null,
                i < embeds.Count - 1 ? null : ends ? Footer : GoesOn, ends && i == embeds.Count - 1 ? Timestamp : null))],
            part == 0 ? null : WebhookMessage.SuppressNotifications);
    }
}
