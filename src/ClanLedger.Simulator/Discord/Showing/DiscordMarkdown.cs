using System.Text;
using System.Text.RegularExpressions;

namespace ClanLedger.Simulator.Discord.Showing;

/// <summary>Discord's markdown, as its clients read it.</summary>
public static partial class DiscordMarkdown
{
    private static readonly (TokenKind Kind, Regex Pattern, bool AtLineStart, bool Nests)[] Patterns =
    [
        (TokenKind.CodeBlock, new Regex(@"\G```(?:[a-z0-9_+\-.#]+\n)?\n*(?<inner>[^\n][\s\S]*?)\n*```", RegexOptions.IgnoreCase), false, false),
        (TokenKind.Code, new Regex(@"\G(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)"), false, false),
        (TokenKind.Heading, new Regex(@"\G(?:#{1,3}|-#)[ ]+([^\n]+)"), true, true),
        (TokenKind.Quote, new Regex(@"\G(?:>>>|>)[ ]([^\n]*)"), true, true),
        (TokenKind.Item, new Regex(@"\G[ ]*(?:[-*]|\d+\.)[ ]+([^\n]+)"), true, true),
        (TokenKind.Link, new Regex(@"\G\[((?:\\.|[^\]\\])+)\]\(\s*<?https?://[^\s)]+\)"), false, false),
        (TokenKind.Link, new Regex(@"\G<?(https?://[^\s<>]+[^\s<>.,:;""')\]])>?"), false, false),
        (TokenKind.Link, new Regex(@"\G(?<inner>(?:discord\.gg|discord(?:app)?\.com/invite|www\.)/?[A-Za-z0-9][^\s<>]*)", RegexOptions.IgnoreCase), false, false),
        (TokenKind.Time, new Regex(@"\G<(t:-?\d+(?::[tTdDfFR])?)>"), false, false),
        (TokenKind.Mention, new Regex(@"\G<((?:@[!&]?|#|/[^:>\n]+:|id:)[A-Za-z0-9]+)>"), false, false),
        (TokenKind.Mention, new Regex(@"\G(@everyone|@here)"), false, false),
        (TokenKind.Emoji, new Regex(@"\G<a?(:\w+:)\d+>"), false, false),
        (TokenKind.Emoji, new Regex(@"\G(:[A-Za-z0-9_+\-]+:)"), false, false),
        (TokenKind.Strong, new Regex(@"\G\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"), false, true),
        (TokenKind.Underline, new Regex(@"\G__((?:\\[\s\S]|[^\\])+?)__(?!_)"), false, true),
        (TokenKind.Emphasis, new Regex(@"\G\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"), false, true),
        (TokenKind.Emphasis, new Regex(@"\G\b_((?:__|\\[\s\S]|[^\\_])+?)_\b"), false, true),
        (TokenKind.Strike, new Regex(@"\G~~([\s\S]+?)~~(?!_)"), false, true),
        (TokenKind.Spoiler, new Regex(@"\G\|\|([\s\S]+?)\|\|"), false, true),
    ];

    /// <summary>Reads it.</summary>
    public static IReadOnlyList<Token> Parse(string markdown) => Parse(markdown, atLineStart: true);

    /// <summary>What can be read of it.</summary>
    public static string Visible(string markdown) => string.Concat(Parse(markdown).Select(t => t.Visible));

    private static List<Token> Parse(string markdown, bool atLineStart)
    {
        var tokens = new List<Token>();
        var plain = new StringBuilder();
        for (var at = 0; at < markdown.Length;)
        {
            var starts = atLineStart && (at == 0 || markdown[at - 1] == '\n');
            if (Escape().Match(markdown, at) is { Success: true } escape)
            {
                plain.Append(escape.Groups[1].Value);
                at += escape.Length;
            }
            else if (markdown[at] == '\n')
            {
                Flush();
                tokens.Add(new Token(TokenKind.Break, "\n", []));
                at++;
            }
            else if (Patterns.Select(p => (p.Kind, p.Nests, p.AtLineStart, Match: !p.AtLineStart || starts ? p.Pattern.Match(markdown, at) : Match.Empty))
                .FirstOrDefault(p => p.Match.Success) is { Match: { } match, Kind: var kind, Nests: var nests, AtLineStart: var line })
            {
                Flush();
                var inner = match.Groups[match.Groups.Count - 1].Value;
                tokens.Add(new Token(kind, inner, nests ? Parse(inner, line) : []));
                at += match.Length;
            }
            else
            {
                plain.Append(markdown[at++]);
            }
        }

        Flush();
        return tokens;

        void Flush()
        {
            if (plain.Length > 0)
                tokens.Add(new Token(TokenKind.Text, plain.ToString(), []));
            plain.Clear();
        }
    }

    /// <summary>A backslash takes away the meaning of any one sign that is neither letter, digit nor blank.</summary>
    [GeneratedRegex(@"\G\\([^0-9A-Za-z\s])")]
    private static partial Regex Escape();
}
