using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

public sealed class FailingClanTests(LedgerServer server)
{
    private static readonly Fault Maintenance = Fault.Error(5, "SystemDisabled", 503);

    [Theory]
    [InlineData(5, "SystemDisabled", 503, "ErrorCode 5 SystemDisabled")]
    [InlineData(31, "ThrottleLimitExceeded", 429, "ErrorCode 31 ThrottleLimitExceeded")]
    [InlineData(622, "GroupNotFound", 404, "bungie.net knows no such clan (ErrorCode 622 GroupNotFound)")]
    [InlineData(7777, "Nul\0\nNewline", 500, "ErrorCode 7777 Nul  Newline")]
    public async Task A_clan_that_fails_is_left_as_it_was_and_the_others_go_on(int code, string status, int http, string reason)
    {
        await using var scene = await SceneOfThreeAsync();
        var failing = scene.Clans[1];
        var before = await WholeLedger.OfClanAsync(scene.Ledger, failing.ClanId);
        foreach (var clan in scene.Clans)
            Disturb(scene, clan);
        scene.Bungie.Faults.ForClan(failing.ClanId, Fault.Error(code, status, http));
        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("partial");
        run.Completed.Clans.Select(c => c.Verdict).ShouldBe(["complete", "failed", "complete"]);
        run.Snapshots[1].Reason.ShouldBe(reason);
        run.Completed.Clans.Select(c => (c.Count("disabled"), c.Count("new"), c.Count("renamed"))).ShouldBe([(1, 1, 1), (0, 0, 0), (1, 1, 1)]);
        (await WholeLedger.OfClanAsync(scene.Ledger, failing.ClanId)).ShouldBe(before);
        (await scene.Ledger.OneAsync<string>("select data->>'reason' from ledger.mt_events where type = 'snapshot_failed'")).ShouldBe(reason);

        scene.Bungie.Faults.Clear();
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_deleted 1, characters_new 1, disabled 1, new 1, renamed 1");
    }

    [Fact]
    public async Task A_roster_whose_second_page_fails_is_no_roster()
    {
        await using var scene = await SceneOfThreeAsync(new SimulatorOptions { PageSize = 2 });
        var before = await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[2].ClanId);
        scene.Bungie.Faults.ForLaterPages(scene.Clans[2].ClanId, Maintenance);
        var run = await scene.SyncNextDayAsync();

        run.Snapshots[2].ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("failed"), s => s.Reason.ShouldBe("page 2 of the roster: ErrorCode 5 SystemDisabled"), s => s.Hash.ShouldBeNull());
        Counts.Told(run).ShouldBe("");
        (await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[2].ClanId)).ShouldBe(before);
    }

    [Fact]
    public async Task When_everything_fails_nothing_is_written_but_the_run_itself()
    {
        await using var scene = await SceneOfThreeAsync();
        var before = await WholeLedger.TablesAsync(scene.Ledger);
        Disturb(scene, scene.Clans[0]);
        scene.Bungie.Faults.ForAll(Maintenance);
        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("failed");
        var after = await WholeLedger.TablesAsync(scene.Ledger);
        after.Except(before, StringComparer.Ordinal).ShouldHaveSingleItem().ShouldMatch($@"^t_runs \d+ \({run.RunId},2026-01-02\)$");
        before.ShouldBe(after.Intersect(before, StringComparer.Ordinal));
        (await scene.Ledger.TextsAsync($"select type from ledger.mt_events where causation_id = 'run/{run.RunId}' order by version"))
            .ShouldBe(["sync_started", "snapshot_failed", "snapshot_failed", "snapshot_failed", "platform_unreachable", "sync_completed"]);
        (await scene.Ledger.OneAsync<long>("select count(*) from ledger.mt_events where stream_id like 'run/%'")).ShouldBe(11);
    }

    [Fact]
    public async Task Who_was_in_a_failed_clan_and_is_seen_in_a_complete_one_has_moved()
    {
        await using var scene = await SceneOfThreeAsync();
        var mover = scene.Clans[0].Members[1];
        scene.World.Transfer(mover, scene.Clans[1]);
        scene.Bungie.Faults.ForClan(scene.Clans[0].ClanId, Maintenance);

        (await scene.EventsAsync(await scene.SyncNextDayAsync(), mover)).ShouldBe(["member_transferred"]);
        scene.Bungie.Faults.Clear();
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_moved_into_a_failed_clan_stays_where_they_were_until_it_can_be_read()
    {
        await using var scene = await SceneOfThreeAsync();
        var mover = scene.Clans[0].Members[1];
        scene.World.Transfer(mover, scene.Clans[1]);
        scene.Bungie.Faults.ForClan(scene.Clans[1].ClanId, Maintenance);

        (await scene.EventsAsync(await scene.SyncNextDayAsync(), mover)).ShouldBe([]);
        scene.Bungie.Faults.Clear();
        (await scene.EventsAsync(await scene.SyncNextDayAsync(), mover)).ShouldBe(["member_transferred"]);
    }

    [Theory]
    [InlineData(1601, "DestinyAccountNotFound", 500)]
    [InlineData(1665, "DestinyPrivacyRestriction", 403)]
    [InlineData(1688, "DestinyDirectBabelClientTimeout", 503)]
    public async Task A_profile_that_fails_leaves_what_is_known_of_the_member(int code, string status, int http)
    {
        await using var scene = await SceneOfThreeAsync();
        var (hidden, seen) = (scene.Clans[0].Members[1], scene.Clans[0].Members[2]);
        var before = await WholeLedger.TablesAsync(scene.Ledger, "t_members", "t_characters");
        scene.Bungie.Faults.ForProfile(hidden.MembershipId, Fault.Error(code, status, http));
        foreach (var person in new[] { hidden, seen })
            scene.World.Change(() => (person.VersionsOwned, person.Characters[0].MinutesPlayed) = (7, 999));
        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        run.Snapshots[0].ShouldSatisfyAllConditions(s => s.Members.ShouldBe(4), s => s.Profiles.ShouldBe(3));
        (await scene.EventsAsync(run)).ShouldBe(["game_versions_changed", "member_played"]);
        (await WholeLedger.TablesAsync(scene.Ledger, "t_members", "t_characters")).Count(line => !before.Contains(line, StringComparer.Ordinal)).ShouldBe(2, "the rows of the one who was seen");
    }

    private static void Disturb(Scene scene, SimulatedClan clan)
    {
        scene.World.Leave(clan.Members[1]);
        scene.World.Join(clan, "Newcomer");
        scene.World.Change(() => clan.Members[1].DisplayName = "Another name");
    }

    private async Task<Scene> SceneOfThreeAsync(SimulatorOptions? options = null)
    {
        var scene = await Scene.StartAsync(server, clans: 3, options);
        foreach (var clan in scene.Clans)
        {
            for (var i = 1; i <= 3; i++)
                scene.World.Join(clan, $"Member {i}");
        }

        await scene.SyncAsync();
        return scene;
    }
}
