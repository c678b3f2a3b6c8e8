using System.Globalization;
using ClanLedger.Notifying.Rendering;
using ClanLedger.Simulator.Discord.Showing;
using CsCheck;

namespace ClanLedger.Specs.Notifying;

/// <summary>Names through Discord's own eyes: what the simulated client reads must be the name, and nothing but text.</summary>
public sealed class NameSpecs
{
    [Theory]
    [InlineData("Crota")]
    [InlineData("**bold** __under__ *em* _em_ ~~struck~~ ||spoiler||")]
    [InlineData("`code` ```block```")]
    [InlineData("@everyone @here <@123> <@!123> <@&456> <#789> </kick:1>")]
    [InlineData("<t:0:R> <t:1>")]
    [InlineData("[free glimmer](https://evil.example)")]
    [InlineData("https://evil.example/x http://a.b <https://evil.example>")]
    [InlineData("discord.gg/invite www.evil.example")]
    [InlineData("# heading")]
    [InlineData("-# small")]
    [InlineData("> quote")]
    [InlineData(">>> quote")]
    [InlineData("- item")]
    [InlineData("* item")]
    [InlineData("12. item")]
    [InlineData(":x: <:pepe:123456> <a:dance:123456>")]
    [InlineData(@"\ back \\ slash \* \")]
    [InlineData(@"¯\_(ツ)_/¯")]
    [InlineData("😀👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 é ñ 日本語")]
    [InlineData("*")]
    [InlineData("a  b")]
    [InlineData("_")]
    public void A_name_reads_as_it_is_and_means_nothing(string name)
    {
        foreach (var tokens in new[] { DiscordMarkdown.Parse(Written(name)), DiscordMarkdown.Parse($"• **{Written(name)}**").Skip(1).SelectMany(t => t.Inner).ToArray() })
        {
            string.Concat(tokens.Select(t => t.Visible)).ShouldBe(name);
            tokens.SelectMany(t => t.All).ShouldAllBe(t => t.Kind == TokenKind.Text);
        }
    }

    [Theory]
    [InlineData("a\u202Eb", "a‹U+202E›b")]
    [InlineData("two\nlines\r\u2028", "two‹U+000A›lines‹U+000D›‹U+2028›")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero‹U+200B›width‹U+FEFF›")]
    [InlineData("\u3164", "‹U+3164›")]
    [InlineData("\u001b[31m", "‹U+001B›\\[31m")]
    [InlineData("\u200D", "‹U+200D›")]
    [InlineData("\uFE0F\uFE0F", "‹U+FE0F›‹U+FE0F›")]
    [InlineData("\u034F", "‹U+034F›")]
    [InlineData("☠\uFE0F", "☠\uFE0F")]
    [InlineData("", "‹no name›")]
    [InlineData("   ", "‹no name›")]
    public void What_can_not_be_seen_is_shown(string name, string written) => Written(name).ShouldBe(written);

    [Fact]
    public void Half_a_character_is_shown_as_none() => Written("\ud800x").ShouldBe("\ufffdx");

    [Fact]
    public void A_name_of_another_direction_does_not_turn_its_line() => Written("שלום").ShouldBe("\u2068שלום\u2069");

    [Fact]
    public void Any_text_at_all_reads_as_text() => Gen.String[Gen.Char["\\*_~`|>#[]()<@:-.!/&123abz \n😀‮ש"], 0, 40].Sample(name =>
        DiscordMarkdown.Parse(Written(name)).SelectMany(t => t.All).All(t => t.Kind == TokenKind.Text));

    [Fact]
    public void Pieces_are_whole_graphemes_with_their_escapes() => Gen.String.Sample(name =>
    {
        var pieces = Name.Pieces(name);
        return string.IsNullOrWhiteSpace(name)
            || pieces.Where(p => p is not ("\u2068" or "\u2069")).Count() == new StringInfo(name).LengthInTextElements;
    });

    private static string Written(string name) => string.Concat(Name.Pieces(name));
}
