using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Notifying;

public sealed class DigestTests(LedgerServer server)
{
    [Fact]
    public async Task Two_weeks_are_told_as_they_happened()
    {
        await using var officers = await Officers.StartAsync(server, clans: 2);
        var (one, two) = (officers.Scene.Clans[0], officers.Scene.Clans[1]);
        var (leaver, mover, riser) = (officers.World.Join(one, "@everyone"), officers.World.Join(one, "Mover"), officers.World.Join(one, "Riser"));
        await officers.NextDayAsync();
        Last(officers).ShouldBe("All clans · 2 Jan 2026\n5 members\n• Clan 1 4 · now tracked\n• Clan 2 1 · now tracked");

        await officers.NextDayAsync();
        Last(officers).ShouldBe("All clans · 3 Jan 2026\n5 members\nNothing changed.\n• Clan 1 4\n• Clan 2 1");

        officers.World.Leave(leaver);
        officers.World.Transfer(mover, two);
        officers.World.Promote(riser, 3);
        var newcomer = officers.World.Join(two, "New\ncomer");
        await officers.NextDayAsync();
        Last(officers).ShouldBe(
            "All clans · 4 Jan 2026\n5 members\n• Clan 1 2 (−2)\n• Clan 2 3 (+2)\n"
            + $"📥 Joined\n• New‹U+000A›comer#{newcomer.GlobalNameCode:0000} · Clan 2\n📤 Left\n• @everyone#{leaver.GlobalNameCode:0000} · Clan 1 · after 3 days\n"
            + $"🔀 Moved\n• Mover#{mover.GlobalNameCode:0000} · Clan 1 → Clan 2\n⬆️ Promoted\n• Riser#{riser.GlobalNameCode:0000} · Member → Admin · Clan 1");

        officers.World.AdvanceTo(new DateOnly(2026, 1, 20));
        officers.World.Return(leaver, two);
        officers.World.Change(() => riser.DisplayName = "Risen");
        await officers.NextDayAsync();
        Last(officers).ShouldBe(
            "All clans · 21 Jan 2026\n6 members (+1)\n• Clan 1 2\n• Clan 2 4 (+1)\n"
            + $"👋 Returned\n• @everyone#{leaver.GlobalNameCode:0000} · Clan 2 · away for 2 weeks · before in Clan 1\n"
            + $"✏️ Renamed\n• Riser#{riser.GlobalNameCode:0000} → Risen (Riser#{riser.GlobalNameCode:0000}) · Clan 1");
        officers.Discord.Answers.ShouldBe(["200 officers", "200 officers", "200 officers", "200 officers"]);
        (await officers.Ledger.OneAsync<long>("select count(*) from notify.t_messages where discord_id > 0 and state = 'delivered' and payload is null")).ShouldBe(4);
    }

    [Fact]
    public async Task An_outage_is_told_once_and_once_when_it_is_over()
    {
        await using var officers = await Officers.StartAsync(server, clans: 2, settings: ("Bungie:RunRetryBudgetSeconds", "1"));
        await officers.NextDayAsync();
        officers.Scene.Bungie.Faults.ForAll(Fault.Html());
        await officers.NextDayAsync();
        await officers.NextDayAsync();
        officers.Scene.Bungie.Faults.Clear();
        await officers.NextDayAsync();

        var told = officers.Discord.Received.Skip(1).Select(Officers.Read).ToArray();
        told.Length.ShouldBe(2);
        told[0].ShouldContain("• bungie.net is down since ");
        told[1].ShouldContain("• bungie.net is back. It had been down since ");
    }

    [Fact]
    public async Task A_held_roster_says_how_to_look_at_it_and_a_failed_one_why()
    {
        await using var officers = await Officers.StartAsync(server, clans: 2);
        var (one, two) = (officers.Scene.Clans[0], officers.Scene.Clans[1]);
        for (var i = 0; i < 20; i++)
            officers.World.Join(one, $"Member {i}");
        await officers.NextDayAsync();
        officers.Scene.Bungie.Faults.On(Target.Clan(one.ClanId), Fault.OmitsShare(0.5));
        officers.Scene.Bungie.Faults.On(Target.Clan(two.ClanId), Fault.Error(3, "UnhandledException"));
        var run = await officers.NextDayAsync();

        Last(officers).ShouldSatisfyAllConditions(
            d => d.ShouldContain($"of 21 members are absent from its roster, so it is held. Nobody counts as gone until someone decides: snapshots show {run.Snapshots[0].SnapshotId}."),
            d => d.ShouldContain("• Clan 2: its roster could not be read (ErrorCode 3 UnhandledException). Nothing is concluded about its members."),
            d => d.ShouldContain("• Clan 1 21 · held\n• Clan 2 1 · not read"));
    }

    [Fact]
    public async Task Each_route_hears_what_is_its_business_in_its_own_thread()
    {
        await using var officers = await Officers.StartAsync(
            server, clans: 2, routes: ["one", "two", "quiet"], settings: [("Discord:Routes:one:Clans", "881001"), ("Discord:Routes:two:Clans", "881002"), ("Discord:Routes:two:ThreadId", "77"), ("Discord:Routes:quiet:Kinds", "left"), ("Discord:Routes:quiet:SilentWhenUnchanged", "true")]);
        officers.World.Join(officers.Scene.Clans[1], "Newcomer");
        await officers.NextDayAsync();

        officers.Discord.Received.Select(m => $"{m.Webhook} {m.ThreadId} {Officers.Read(m).Split('\n')[0]}").Order(StringComparer.Ordinal)
            .ShouldBe(["one  Clan 1 · 2 Jan 2026", "two 77 Clan 2 · 2 Jan 2026"]);
    }

    [Fact]
    public async Task The_clan_that_somebody_moved_from_hears_of_it_even_when_only_the_other_was_looked_at()
    {
        await using var officers = await Officers.StartAsync(
            server, clans: 2, routes: ["one", "two", "all"], settings: [("Discord:Routes:one:Clans", "881001"), ("Discord:Routes:two:Clans", "881002")]);
        var mover = officers.World.Join(officers.Scene.Clans[0], "Mover");
        await officers.NextDayAsync();
        officers.World.LiveOneDay();
        officers.World.Transfer(mover, officers.Scene.Clans[1]);

        await officers.DeliveredAsync(await officers.Ledger.SyncAsync(officers.World.Day, 881002));

        var moved = $"🔀 Moved\n• Mover#{mover.GlobalNameCode:0000} · Clan 1 → Clan 2";
        officers.Discord.Received.TakeLast(3).Select(m => $"{m.Webhook} {Officers.Read(m)}").Order(StringComparer.Ordinal).ShouldBe(
        [
            $"all 2 clans · 3 Jan 2026\n3 members\n• Clan 1 1 (−1)\n• Clan 2 2 (+1)\n{moved}",
            $"one Clan 1 · 3 Jan 2026\n1 member (−1)\n{moved}",
            $"two Clan 2 · 3 Jan 2026\n2 members (+1)\n{moved}",
        ]);
    }

    private static string Last(Officers officers) => Officers.Read(officers.Discord.Received[^1]);
}
