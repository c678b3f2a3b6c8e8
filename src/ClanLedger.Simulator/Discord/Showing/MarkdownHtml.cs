using System.Globalization;
using System.Net;

namespace ClanLedger.Simulator.Discord.Showing;

/// <summary>Discord's markdown as HTML.</summary>
internal static class MarkdownHtml
{
    /// <param name="markdown">The text.</param>
    /// <param name="now">What relative times are relative to.</param>
    public static string Of(string markdown, DateTimeOffset now) => Of(DiscordMarkdown.Parse(markdown), now);

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Of(IEnumerable<Token> tokens, DateTimeOffset now) => string.Concat(tokens.Select(t => Of(t, now)));

    private static string Of(Token token, DateTimeOffset now) => token.Kind switch
    {
        TokenKind.Text => Encode(token.Text),
        TokenKind.Break => "<br>",
        TokenKind.Strong => $"<strong>{Of(token.Inner, now)}</strong>",
        TokenKind.Emphasis => $"<em>{Of(token.Inner, now)}</em>",
        TokenKind.Underline => $"<u>{Of(token.Inner, now)}</u>",
        TokenKind.Strike => $"<s>{Of(token.Inner, now)}</s>",
        TokenKind.Spoiler => $"<span class=spoiler>{Of(token.Inner, now)}</span>",
        TokenKind.Code => $"<code>{Encode(token.Text)}</code>",
        TokenKind.CodeBlock => $"<pre>{Encode(token.Text)}</pre>",
        TokenKind.Heading => $"<h3>{Of(token.Inner, now)}</h3>",
        TokenKind.Quote => $"<blockquote>{Of(token.Inner, now)}</blockquote>",
        TokenKind.Item => $"<li>{Of(token.Inner, now)}</li>",
        TokenKind.Link => $"<a href=#>{Encode(token.Text)}</a>",
        TokenKind.Time => $"<span class=time>{Encode(Time(token.Text, now))}</span>",
        _ => $"<span class=mention>{Encode(token.Text)}</span>",
    };

    private static string Time(string text, DateTimeOffset now)
    {
        var parts = text.Split(':');
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
        return parts.Length > 2 && parts[2] == "R" ? Ago(now - at) : at.ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Ago(TimeSpan ago) =>
        ago.TotalDays >= 1 ? $"{ago.TotalDays:0} days ago" : ago.TotalHours >= 1 ? $"{ago.TotalHours:0} hours ago" : $"{ago.TotalMinutes:0} minutes ago";
}
