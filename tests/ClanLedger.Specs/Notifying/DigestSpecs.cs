using ClanLedger.Hosting.Configuring;
using ClanLedger.Ledger;
using ClanLedger.Notifying.Digesting;
using ClanLedger.Notifying.Rendering;
using ClanLedger.Running;
using ClanLedger.Simulator.Discord.Showing;

namespace ClanLedger.Specs.Notifying;

public sealed class DigestSpecs
{
    internal static readonly DiscordRoute Everything = new(
        "all", Webhook.Parse("https://discord.com/api/webhooks/1/secret")!, null, [], [], Enum.GetValues<DigestKind>().ToHashSet(), DigestStyle.Plain, false);

    private static readonly ClanFacts Archive = Clan(1, "Archive", "Fleet");
    private static readonly ClanFacts Watch = Clan(2, "Watch", "Fleet");

    [Fact]
    public void A_digest_of_one_clan_tells_each_kind_under_its_heading() => Told(Everything, Run(
        [
            new Renamed(Named("New"), 1, Named("Old")), new RoleChanged(Named("Riser"), 1, "Member", "ActingFounder"), new RoleChanged(Named("Faller"), 1, "Admin", "Member"),
            new Left(Named("Leaver"), 1, Some.Today.AddDays(-400), false, new ClanElsewhere(9, "Elsewhere")), new Joined(Named("Newcomer"), 1),
            new Returned(Named("Homecomer"), 1, 1, Some.Today.AddDays(-9)), new Left(Named("Old hand"), 1, Some.Today.AddDays(-3), true, null),
        ], Archive)).ShouldBe(
        """
        Archive · 15 Jan 2026
        10 members · 4 played
        📥 Joined
        • Newcomer#0042
        📤 Left · 2
        • Leaver#0042 · after 13 months · now in Elsewhere
        • Old hand#0042 · after at least 3 days
        👋 Returned
        • Homecomer#0042 · away for 9 days
        ⬆️ Promoted
        • Riser#0042 · Member → Acting Founder
        ⬇️ Demoted
        • Faller#0042 · Admin → Member
        ✏️ Renamed
        • Old#0042 → New#0042
        ClanLedger
        """);

    [Fact]
    public void A_digest_of_several_clans_says_which_and_has_totals_of_each_and_together() => Told(Everything, Run(
        [new Joined(Named("A"), 2), new Joined(Named("B"), 1), new Moved(Named("C"), 2, 1), new Left(Named("D"), 1, null, false, null), new Left(Named("E"), 1, null, false, null)], Archive, Watch)).ShouldBe(
        """
        Fleet · 15 Jan 2026
        20 members · 8 played
        • Archive 10 (−2)
        • Watch 10 (+2)
        📥 Joined · 2
        • B#0042 · Archive
        • A#0042 · Watch
        📤 Left · 2
        • D#0042 · Archive
        • E#0042 · Archive
        🔀 Moved
        • C#0042 · Archive → Watch
        ClanLedger
        """);

    [Fact]
    public void Of_a_clan_that_is_tracked_again_it_tells_how_many_left_meanwhile() => Told(Everything, Run(
        [new Moved(Named("C"), 2, 1)], Archive with { Baseline = true, LeftMeanwhile = 2 }, Watch)).ShouldBe(
        """
        Fleet · 15 Jan 2026
        20 members (+1) · 8 played
        • Archive 10 · now tracked · 2 left meanwhile
        • Watch 10 (+1)
        🔀 Moved
        • C#0042 · Archive → Watch
        ClanLedger
        """);

    [Fact]
    public void Problems_come_first_and_say_what_to_do() => Told(Everything, Run(
        [], Archive with { Verdict = "failed", Why = "ErrorCode 5 SystemDisabled" },
        Watch with { Verdict = "quarantined", Held = new HeldRoster(42, 19, 40) }, Clan(3, "Third") with { Disputed = 2 })).ShouldBe(
        """
        All clans · 15 Jan 2026
        30 members · 12 played
        • Archive 10 · not read
        • Watch 10 · held
        • Third 10
        ⚠️ Needs a look · 3
        • Archive: its roster could not be read (ErrorCode 5 SystemDisabled). Nothing is concluded about its members.
        • Watch: 19 of 40 members are absent from its roster, so it is held. Nobody counts as gone until someone decides: snapshots show 42.
        • Third: 2 members are absent from its roster, but bungie.net still says they are in. They do not count as gone.
        ClanLedger
        """);

    [Fact]
    public void A_clan_that_was_never_seen_but_empty_says_so_and_no_counts() => Told(Everything, Run(
        [], Archive with { Verdict = "quarantined", Members = null, Held = new HeldRoster(42, 0, 0) })).ShouldBe(
        """
        Archive · 15 Jan 2026
        No roster was read yet
        ⚠️ Needs a look
        • Archive: its roster is empty, which no clan's is, so it is held until someone decides: snapshots show 42.
        ClanLedger
        """);

    [Fact]
    public void A_part_of_the_clans_is_not_called_all_of_them()
    {
        Told(Everything, Run([], Archive with { Groups = [] }, Watch) with { Partial = true }).ShouldStartWith("2 clans · 15 Jan 2026");
        Told(Everything with { Clans = [1, 2] }, Run([], Archive with { Groups = [] }, Watch)).ShouldStartWith("2 clans · 15 Jan 2026");
        Told(Everything with { Groups = ["Fleet"] }, Run([], Watch) with { Partial = true }).ShouldStartWith("Watch · 15 Jan 2026");
    }

    [Fact]
    public void A_title_of_its_own_leaves_it_to_the_totals_which_clan_it_is_about()
    {
        Told(Everything with { Style = DigestStyle.Plain with { Title = "The Fleet" } }, Run([], Watch)).ShouldStartWith("The Fleet · 15 Jan 2026\nWatch · 10 members");
        Told(Everything with { Style = DigestStyle.Plain with { Title = "Watch of Clan Watch" } }, Run([], Watch)).ShouldStartWith("Watch of Clan Watch · 15 Jan 2026\n10 members");
    }

    [Fact]
    public void A_baseline_is_one_line_and_a_renamed_clan_another() => Told(Everything, Run([], Archive with { Baseline = true, Members = 97, FormerName = "Old *name*" })).ShouldBe(
        """
        Archive · 15 Jan 2026
        Now tracking 97 members · 4 played
        📋 Clans
        • Old *name* is now called Archive
        ClanLedger
        """);

    [Fact]
    public void An_outage_stands_alone_and_its_end_is_told()
    {
        var since = new DateTimeOffset(2026, 1, 14, 17, 0, 0, TimeSpan.Zero);
        var failed = Archive with { Verdict = "failed", Why = "HTTP 503" };
        Told(Everything, Run([], failed) with { Outage = new Outage(OutageState.Began, since) })
            .ShouldContain("⚠️ Needs a look\n• bungie.net is down since t:1768410000:f (t:1768410000:R). Nothing is concluded about anyone until it is back.\nClanLedger");
        Told(Everything, Run([], Archive) with { Outage = new Outage(OutageState.Over, since) })
            .ShouldContain("• bungie.net is back. It had been down since t:1768410000:f (t:1768410000:R).");
    }

    [Fact]
    public void When_nothing_changed_there_is_one_short_line_or_silence()
    {
        Told(Everything, Run([], Archive)).ShouldBe("Archive · 15 Jan 2026\n10 members · 4 played\nNothing changed.\nClanLedger");
        Digest.For(Everything with { SilentWhenUnchanged = true }, Run([], Archive), []).ShouldBeNull();
        Digest.For(Everything with { SilentWhenUnchanged = true }, Run([], Archive), [new LostRoute("other", "HTTP 404")]).ShouldNotBeNull();
    }

    [Fact]
    public void A_route_hears_only_of_its_groups_clans_and_kinds()
    {
        var run = Run([new Joined(Named("A"), 1), new Left(Named("B"), 2, null, false, null), new Moved(Named("C"), 2, 1)], Archive, Watch, Clan(3, "Third"));
        Told(Everything with { Clans = [2] }, run).ShouldBe(
            "Watch · 15 Jan 2026\n10 members · 4 played\n📤 Left\n• B#0042\n🔀 Moved\n• C#0042 · Archive → Watch\nClanLedger");
        Told(Everything with { Groups = ["fleet"] }, run).ShouldStartWith("Fleet · 15 Jan 2026\n20 members · 8 played\n• Archive 10\n• Watch 10\n");
        Told(Everything with { Clans = [2], Kinds = new HashSet<DigestKind> { DigestKind.Joined } }, run)
            .ShouldBe("Watch · 15 Jan 2026\n10 members · 4 played\nNothing to tell here.\nClanLedger");
        Digest.For(Everything with { Clans = [4] }, run, []).ShouldBeNull();
    }

    [Fact]
    public void Neutral_digests_judge_nothing_and_have_no_colour()
    {
        var style = new DigestStyle("The daily list", "Kept by the officers", new Uri("https://example.org/icon.png"), "Registrar", Neutral: true);
        var digest = Digest.For(Everything, Run([new Left(Named("A"), 1, null, false, null), new RoleChanged(Named("B"), 1, "Admin", "Member")], Archive), [])!;
        var message = digest.ToMessages(style).ShouldHaveSingleItem();
        Told([message]).ShouldBe(
            "The daily list · 15 Jan 2026\nArchive · 10 members (−1) · 4 played\nNo longer on the roster\n• A#0042\nRole changed\n• B#0042 · Admin → Member\nKept by the officers");
        (message.Username, message.Embeds[0].Color, message.Embeds[0].Footer!.IconUrl!.Host).ShouldBe(("Registrar", null, "example.org"));
    }

    [Fact]
    public void A_closed_route_is_told_to_the_others() =>
        Told(Digest.For(Everything, Run([], Archive), [new LostRoute("officers", "HTTP 404, Unknown Webhook (10015)")])!.ToMessages(DigestStyle.Plain))
            .ShouldContain("• The route officers is disabled: HTTP 404, Unknown Webhook (10015). See notify status.");

    [Fact]
    public void A_hundred_clans_do_not_crowd_out_the_totals()
    {
        var clans = Enumerable.Range(1, 100).Select(i => Clan(i, $"A clan with a name of some length {i}")).ToArray();
        var messages = Digest.For(Everything, Run([], clans), [])!.ToMessages(DigestStyle.Plain);
        messages.ToList().ForEach(SplittingSpecs.ShouldFit);
        Told(messages).ShouldContain("A clan with a name of some length 100 10");
    }

    internal static ClanFacts Clan(long id, string name, params string[] groups) => new(id, name, groups, Verdicts.Complete, 10, false, 4, 0, null, null, null);

    internal static RunFacts Run(IReadOnlyList<Change> changes, params ClanFacts[] clans) =>
        new(Some.Today, Some.Moment, clans, clans.Append(Archive).DistinctBy(c => c.ClanId).ToDictionary(c => c.ClanId, c => c.Name), changes, null);

    private static MemberNames Named(string name) => new(name, name, 42, null);

    private static string Told(DiscordRoute route, RunFacts run) => Told(Digest.For(route, run, [])!.ToMessages(route.Style));

    /// <summary>What people read, without headings' ranges being any concern.</summary>
    private static string Told(IEnumerable<WebhookMessage> messages) => string.Join('\n', messages.SelectMany(m => m.Embeds).SelectMany(e =>
        new[] { e.Title, e.Description }.Concat((e.Fields ?? []).SelectMany(f => new[] { f.Name, f.Value })).Append(e.Footer?.Text))
        .OfType<string>().Select(DiscordMarkdown.Visible));
}
