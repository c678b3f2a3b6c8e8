using ClanLedger.Hosting.Configuring;
using ClanLedger.Ledger;
using ClanLedger.Notifying.Digesting;
using ClanLedger.Notifying.Rendering;
using ClanLedger.Simulator.Discord.Showing;
using CsCheck;

namespace ClanLedger.Specs.Notifying;

public sealed class SplittingSpecs
{
    private static readonly Gen<string> AnyName = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 1, 26], Gen.String[0, 30], Gen.String[Gen.Char["*_`~\\e\u0301\u200d😀👍🏽"], 1, 60],
        Gen.Int[1, 4000].Select(length => "e" + new string('\u0301', length)), Gen.Int[500, 3000].Select(length => new string('*', length)));

    private static readonly Gen<Line> AnyLine = AnyName.Select(name => new Line().Say("• ").Call(new MemberNames(name, name, 42, null)));

    private static readonly Gen<List<Section>> AnySections = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 30], AnyLine.List[1, 120], (heading, lines) => new Section(heading, lines)).List[0, 8];

    [Fact]
    public void No_message_is_ever_over_a_limit() => AnySections.Sample(sections => Pack(sections).ToList().ForEach(ShouldFit), iter: 30);

    [Fact]
    public void Nothing_is_lost_and_the_order_is_kept() => AnySections.Sample(
        sections =>
        {
            var told = string.Concat(Pack(sections).SelectMany(m => m.Embeds).SelectMany(e => e.Fields ?? []).Select(f => f.Value.Replace("\n", "", StringComparison.Ordinal)));
            told.ShouldBe(string.Concat(sections.SelectMany(s => s.Lines)));
        }, iter: 30);

    [Fact]
    public void No_field_begins_or_ends_within_a_piece() => AnySections.Sample(
        sections =>
        {
            foreach (var section in sections)
            {
                var (ends, end) = (new HashSet<int>(), 0);
                foreach (var piece in section.Lines.SelectMany(l => l.Pieces))
                    ends.Add(end += piece.Length);
                end = 0;
                foreach (var field in section.ToFields())
                    ends.ShouldContain(end += field.Value.Replace("\n", "", StringComparison.Ordinal).Length);
            }
        }, iter: 20);

    [Fact]
    public void A_small_digest_is_one_message_and_each_part_of_a_large_one_says_which_it_is()
    {
        Pack([new Section("Joined", [new Line().Say("• A")])]).ShouldHaveSingleItem().Embeds.ShouldHaveSingleItem().Title.ShouldBe("Title");

        var large = Pack([new Section("Joined", [.. Enumerable.Range(1, 1000).Select(i => new Line().Say($"• Member number {i} of a large clan"))])]);
        large.Count.ShouldBeGreaterThan(5);
        large.Select(m => m.Embeds[0].Title).ShouldBe(Enumerable.Range(1, large.Count).Select(i => $"Title · part {i} of {large.Count}"));
        large.SkipLast(1).ShouldAllBe(m => m.Embeds.Any(e => e.Footer != null && e.Footer.Text == "continued below"));
        large[0].Flags.ShouldBeNull();
        large.Skip(1).ShouldAllBe(m => m.Flags == WebhookMessage.SuppressNotifications);
        large[0].Embeds[0].Fields![0].Name.ShouldMatch("^Joined · 1–[0-9]+ of 1000$");
    }

    [Fact]
    public void Many_short_lists_go_into_further_embeds_of_the_same_message() =>
        Pack([.. Enumerable.Range(1, 60).Select(i => new Section($"S{i}", [new Line().Say("• A")]))])
            .ShouldHaveSingleItem().Embeds.Select(e => e.Fields!.Count).ShouldBe([25, 25, 10]);

    [Fact]
    public void Ten_thousand_changes_are_told_whole_and_in_order()
    {
        var changes = Enumerable.Range(1, 10_000).Select(i => (Change)new Joined(Some.Names($"Member_{i}"), 1 + (i % 3))).ToArray();
        var clans = Enumerable.Range(1, 3).Select(i => DigestSpecs.Clan(i, $"Clan {i}")).ToArray();
        var digest = Digest.For(DigestSpecs.Everything, DigestSpecs.Run(changes, clans), [])!;
        var messages = digest.ToMessages(DigestStyle.Plain);

        foreach (var message in messages)
            ShouldFit(message);
        var lines = messages.SelectMany(m => m.Embeds).SelectMany(e => e.Fields ?? []).SelectMany(f => DiscordMarkdown.Visible(f.Value).Split('\n'));
        lines.ShouldBe(changes.OrderBy(c => c.ClanId).Select(c => $"• {c.Who.DestinyName} (Some#0042) · Clan {c.ClanId}"));
    }

    internal static void ShouldFit(WebhookMessage message)
    {
        message.Embeds.Count.ShouldBeInRange(1, 10);
        foreach (var embed in message.Embeds)
        {
            Limits.Length(embed.Title ?? "").ShouldBeLessThanOrEqualTo(256);
            Limits.Length(embed.Description ?? "").ShouldBeLessThanOrEqualTo(4096);
            (embed.Fields?.Count ?? 1).ShouldBeInRange(1, 25);
            foreach (var field in embed.Fields ?? [])
                (Limits.Length(field.Name) is >= 1 and <= 256 && Limits.Length(field.Value) is >= 1 and <= 1024).ShouldBeTrue();
        }

        message.Embeds.Sum(e => Limits.Length(e.Title ?? "") + Limits.Length(e.Description ?? "") + Limits.Length(e.Footer?.Text ?? "")
            + (e.Fields ?? []).Sum(f => Limits.Length(f.Name) + Limits.Length(f.Value))).ShouldBeLessThanOrEqualTo(6000);
        message.AllowedMentions.Parse.ShouldBeEmpty();
    }

    private static IReadOnlyList<WebhookMessage> Pack(IReadOnlyList<Section> sections) =>
        new Frame("Title", "Description", null, new EmbedFooter("Footer", null), Some.Moment, null).Around([.. sections.SelectMany(s => s.ToFields())]);
}
