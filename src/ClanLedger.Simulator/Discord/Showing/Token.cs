namespace ClanLedger.Simulator.Discord.Showing;

/// <summary>What Discord makes of a stretch of text.</summary>
public enum TokenKind
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>A new line.</summary>
    Break,

    /// <summary><c>**bold**</c>.</summary>
    Strong,

    /// <summary><c>*slanted*</c>.</summary>
    Emphasis,

    /// <summary><c>__underlined__</c>.</summary>
    Underline,

    /// <summary><c>~~struck~~</c>.</summary>
    Strike,

    /// <summary><c>||hidden||</c>.</summary>
    Spoiler,

    /// <summary><c>`code`</c>.</summary>
    Code,

    /// <summary>A block of code.</summary>
    CodeBlock,

    /// <summary><c># heading</c>, <c>-# small</c>.</summary>
    Heading,

    /// <summary><c>> quoted</c>.</summary>
    Quote,

    /// <summary><c>- item</c>, <c>1. item</c>.</summary>
    Item,

    /// <summary>A bare, angled or masked address.</summary>
    Link,

    /// <summary>Someone, a role, a channel, everyone, a command.</summary>
    Mention,

    /// <summary><c>:name:</c> or a server's own.</summary>
    Emoji,

    /// <summary><c>&lt;t:0:f></c>, in the reader's zone.</summary>
    Time,
}

/// <summary>A stretch of text, as Discord shows it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What is read: of text and code the text itself, of times and mentions what stands between the angles.</param>
/// <param name="Inner">What is formatted by it.</param>
public sealed record Token(TokenKind Kind, string Text, IReadOnlyList<Token> Inner)
{
    /// <summary>What can be read of it.</summary>
    public string Visible => Inner.Count > 0 ? string.Concat(Inner.Select(i => i.Visible)) : Kind == TokenKind.Break ? "\n" : Text;

    /// <summary>This and everything within.</summary>
    public IEnumerable<Token> All => Inner.SelectMany(i => i.All).Prepend(this);
}
