using ClanLedger.Running;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;

namespace ClanLedger.Tests.Fetching;

/// <summary>Whatever bungie.net does to one clan or one member: nothing false is concluded, and the others go on.</summary>
public sealed class MisbehaviourTests(LedgerServer server)
{
    private static readonly Dictionary<string, Fault> Broken = new(StringComparer.Ordinal)
    {
        ["html 503"] = Fault.Html(),
        ["html 200"] = Fault.Html(200),
        ["html 400"] = Fault.Html(400),
        ["empty 200"] = Fault.Empty(),
        ["empty 502"] = Fault.Empty(502),
        ["truncated"] = Fault.Truncated,
        ["cut off"] = Fault.CutOff,
        ["reset"] = Fault.Reset,
        ["bad header"] = Fault.BadHeader,
        ["hang"] = Fault.Hang,
        ["oversized"] = Fault.Oversized(1_000_000_000),
        ["garbled gzip"] = Fault.Garbled("gzip"),
        ["garbled br"] = Fault.Garbled("br"),
        ["redirect"] = Fault.Redirect("https://example.org/"),
        ["too deep"] = Fault.TooDeep,
        ["success without a Response"] = Fault.NullResponse,
        ["Response without an ErrorCode"] = Fault.NoErrorCode,
        ["error in 200"] = Fault.Error(1688, "DestinyDirectBabelClientTimeout", 200),
        ["throttled"] = Fault.Throttle(429, 1),
        ["throttled in 200"] = Fault.Throttle(200, 1),
        ["clan gone"] = Fault.Error(621, "GroupDeleted", 404),
        ["unknown code"] = Fault.Error(99_999, "InventedToday", 500),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_roster_that_comes_broken_fails_that_clan_alone(string name)
    {
        await using var scene = await SceneAsync();
        var (broken, well) = (scene.Clans[0], scene.Clans[1]);
        var before = await WholeLedger.OfClanAsync(scene.Ledger, broken.ClanId);
        scene.World.Leave(broken.Members[1]);
        scene.World.Leave(well.Members[1]);
        scene.Bungie.Faults.On(Target.Roster(broken.ClanId), Broken[name]);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots.Select(s => s.Verdict).ShouldBe(["failed", "complete"]);
        (await WholeLedger.OfClanAsync(scene.Ledger, broken.ClanId)).ShouldBe(before);
        Counts.Told(run).ShouldBe("characters_deleted 1, disabled 1");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_profile_that_comes_broken_leaves_that_member_as_they_were(string name)
    {
        await using var scene = await SceneAsync();
        var (broken, well) = (scene.Clans[0].Members[1], scene.Clans[0].Members[2]);
        foreach (var person in new[] { broken, well })
            scene.World.AddCharacter(person, 1, 10);
        scene.Bungie.Faults.On(Target.Profile(broken.MembershipId), Broken[name]);

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe("characters_new 1");
        run.Snapshots[0].ShouldSatisfyAllConditions(s => s.Members.ShouldBe(3), s => s.Profiles.ShouldBe(2));
    }

    [Fact]
    public async Task The_right_answer_is_taken_whatever_its_status_and_content_type()
    {
        await using var scene = await SceneAsync();
        scene.World.Leave(scene.Clans[0].Members[1]);
        scene.Bungie.Faults.On(Target.Roster(scene.Clans[0].ClanId), Fault.Status(500));
        scene.Bungie.Faults.On(Target.Detail(scene.Clans[0].ClanId), Fault.WrongContentType);

        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_deleted 1, disabled 1");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_answer_is_the_same_answer(string encoding)
    {
        await using var scene = await SceneAsync();
        scene.World.AddCharacter(scene.Clans[0].Members[2], 1, 10);
        scene.World.Leave(scene.Clans[0].Members[1]);
        scene.Bungie.Faults.On(Target.Everything, Fault.Compressed(encoding));

        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_deleted 1, characters_new 1, disabled 1");
    }

    [Fact]
    public async Task Null_on_a_roster_fails_it_and_in_an_answer_about_a_leaver_is_no_clan()
    {
        await using var scene = await SceneAsync();
        scene.World.Leave(scene.Clans[0].Members[1]);
        scene.World.Leave(scene.Clans[1].Members[1]);
        scene.Bungie.Faults.On(Target.Everything, Fault.ListsNull);
        scene.Bungie.Faults.On(Target.Roster(scene.Clans[1].ClanId), Fault.Status(200));

        var run = await scene.SyncNextDayAsync();

        run.Snapshots.Select(s => s.Verdict).ShouldBe(["failed", "complete"]);
        Counts.Told(run).ShouldBe("characters_deleted 1, disabled 1");
    }

    [Theory]
    [InlineData("destinyUserInfo")]
    [InlineData("destinyUserInfo.membershipId")]
    [InlineData("destinyUserInfo.membershipType")]
    public async Task An_entry_that_does_not_say_who_it_is_about_is_no_departure(string field)
    {
        await using var scene = await SceneAsync(settings: ("Guard:CorroborateDepartures", "false"));
        scene.Bungie.Faults.On(Target.Roster(scene.Clans[0].ClanId), Fault.LeavesOut(scene.Clans[0].Members[1].MembershipId, field));

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("failed"), s => s.Reason.ShouldBe("1 on the roster cannot be read: errors within an answer are no departures"));
        Counts.Told(run).ShouldBe("");
    }

    [Fact]
    public async Task A_field_left_out_is_no_change_and_says_nothing_of_another_clan()
    {
        await using var scene = await SceneAsync();
        var (founder, member) = (scene.Clans[0].Members[0], scene.Clans[0].Members[1]);
        scene.World.Change(() => (member.GlobalName, member.GlobalNameCode) = ("Crota", 42));
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.On(Target.Everything, Fault.LeavesOut(member.MembershipId,
            "memberType", "joinDate", "lastOnlineStatusChange", "bungieNetUserInfo", "destinyUserInfo.displayName", "destinyUserInfo.iconPath", "destinyUserInfo.bungieGlobalDisplayNameCode"));
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");

        scene.Bungie.Faults.Clear();
        scene.Bungie.Faults.On(Target.Everything, Fault.LeavesOut(founder.MembershipId, "memberType", "joinDate"));
        scene.World.Transfer(founder, scene.Clans[1]);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("switch 1");
        (await scene.Ledger.TextsAsync($"""
            select m.role || ' ' || m.admin || ' ' || coalesce(s.join_date::text, '?') || ' ' || coalesce(m.join_date::text, '?') from groups.t_members m
            join groups.t_memberships s on s.member_id = m.member_id and s."left" is null where m.destiny_id = {founder.MembershipId}
            """)).ShouldBe(["Member false ? ?"]);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Dates_that_stand_for_none_are_none()
    {
        await using var scene = await SceneAsync();
        var person = scene.Clans[0].Members[1];
        scene.World.Change(() => (person.LastPlayed, person.JoinDate) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue));

        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
    }

    private static readonly Dictionary<string, Fault> Lies = new(StringComparer.Ordinal)
    {
        ["totalResults"] = Fault.ClaimsTotal(60),
        ["memberCount"] = Fault.ClaimsMemberCount(60),
        ["endless"] = Fault.HasMoreForEver,
        ["ends early"] = Fault.EndsEarly,
    };

    public static TheoryData<string> LieNames => [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(LieNames))]
    public async Task A_roster_that_disagrees_with_itself_is_no_roster(string name)
    {
        await using var scene = await SceneAsync(new SimulatorOptions { PageSize = 4 }, members: 9);
        var before = await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[0].ClanId);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Lies[name]);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Verdict.ShouldBe("failed");
        (await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[0].ClanId)).ShouldBe(before);
        scene.Bungie.RequestsServed.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task HasMore_that_never_ends_and_a_name_that_is_no_text_do_no_harm()
    {
        await using var scene = await SceneAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.RepeatsFirstPage);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.LoneSurrogate(scene.Clans[1].Members[1].MembershipId));

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe("renamed 1");
        (await scene.Ledger.OneAsync<string>($"select destiny_name from groups.t_members where destiny_id = {scene.Clans[1].Members[1].MembershipId}")).ShouldBe("Member 2\uFFFD");
    }

    [Fact]
    public async Task Someone_listed_twice_with_a_blank_name_is_one_member()
    {
        await using var scene = await SceneAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.ListsTwice(scene.Clans[0].Members[1].MembershipId));

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe("");
        run.Snapshots[0].Members.ShouldBe(3);
    }

    private static readonly Dictionary<string, Fault> ProfileLies = new(StringComparer.Ordinal)
    {
        ["hidden"] = Fault.Hidden,
        ["characters hidden"] = Fault.HidesCharacters,
        ["other membership type"] = Fault.OtherMembershipType,
        ["other member"] = Fault.OtherMember,
        ["no characters"] = Fault.NoCharacters,
        ["10,000 characters"] = Fault.ManyCharacters(10_000),
    };

    public static TheoryData<string> ProfileLieNames => [.. ProfileLies.Keys];

    [Theory]
    [MemberData(nameof(ProfileLieNames))]
    public async Task A_profile_that_cannot_be_true_changes_nothing(string name)
    {
        await using var scene = await SceneAsync();
        var before = await WholeLedger.TablesAsync(scene.Ledger, "t_members", "t_characters");
        scene.Bungie.Faults.On(Target.AnyProfile, ProfileLies[name]);

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe("");
        run.Snapshots.ShouldAllBe(s => s.Profiles == 0);
        (await WholeLedger.TablesAsync(scene.Ledger, "t_members", "t_characters")).ShouldBe(before);
    }

    private async Task<Scene> SceneAsync(SimulatorOptions? options = null, int members = 3, params (string Key, string Value)[] settings)
    {
        var scene = await Scene.StartAsync(server, clans: 2, options, [("Bungie:TimeoutSeconds", "2"), .. settings]);
        foreach (var clan in scene.Clans)
        {
            for (var i = 2; i <= members; i++)
                scene.World.Join(clan, $"Member {i}");
        }

        await scene.SyncAsync();
        return scene;
    }

    [Fact]
    public async Task How_one_run_ended_says_nothing_about_the_next_which_tries_again_as_long_as_it_may()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, settings: [("Bungie:RetryBudgetSeconds", "5"), ("Bungie:RunRetryBudgetSeconds", "1")]);
        scene.Bungie.Faults.ForAll(Fault.Error(1618, "DestinyUnexpectedError", 503));
        (await scene.SyncAsync()).Snapshots[0].Verdict.ShouldBe("failed");
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken); // The outage is older than the budget now.
        scene.Bungie.Faults.Clear();
        scene.Bungie.Faults.On(Target.Everything, Fault.Error(1618, "DestinyUnexpectedError", 503), times: 1);

        (await scene.SyncNextDayAsync()).Snapshots[0].Verdict.ShouldBe("complete");
    }

    [Fact]
    public async Task A_profile_that_is_never_answered_does_not_take_all_the_time_of_its_clan()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, settings: [("Bungie:RetryBudgetSeconds", "120")]);
        scene.World.Join(scene.Clans[0], "Never seen");
        scene.Bungie.Faults.On(Target.Profile(scene.Clans[0].Members[^1].MembershipId), Fault.Error(1618, "DestinyUnexpectedError"));
        var asked = scene.Bungie.RequestsServed;

        var run = await scene.SyncAsync();

        run.Snapshots[0].ShouldSatisfyAllConditions(s => s.Verdict.ShouldBe("complete"), s => s.Members.ShouldBe(2), s => s.Profiles.ShouldBe(1));
        (scene.Bungie.RequestsServed - asked).ShouldBe(2 + 2 + 4, "detail, roster, two profiles, and four times one of them again");
    }

    [Fact]
    public async Task A_role_that_bungie_net_leaves_out_is_no_demotion()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        await scene.SyncAsync();
        await scene.Ledger.ExecuteAsync("update staging.t_clan_members set role = null");
        var run = await scene.Ledger.OneAsync<Guid>("select run_id from staging.t_runs");

        (await scene.Ledger.OneAsync<long>($"select count(*) from staging.fn_diff('{run}')")).ShouldBe(0);
    }

    [Fact]
    public async Task A_roster_that_does_not_come_fails_by_the_time_that_was_waited()
    {
        await using var scene = await SceneAsync(settings: ("Bungie:RetryBudgetSeconds", "0"));
        scene.Bungie.Faults.On(Target.Roster(scene.Clans[0].ClanId), Fault.Hang);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Reason.ShouldBe("page 1 of the roster: no answer within 2 s");
    }

    [Fact]
    public async Task When_most_of_what_is_asked_fails_bungie_net_is_left_alone_for_a_while()
    {
        await using var scene = await Scene.StartAsync(server, clans: 25);
        var connection = scene.Ledger.Database.ConnectionString;
        await scene.Ledger.StopAsync();
        // A new process: the circuit does not remember the answers to tracking 25 clans.
        await using var ledger = await TestLedger.StartAsync(server, scene.Bungie.BaseUrl, ("ConnectionStrings:Ledger", connection), ("Bungie:RetryBudgetSeconds", "4"));
        scene.Bungie.Faults.ForAll(Fault.Error(5, "SystemDisabled", 503));
        var asked = scene.Bungie.RequestsServed;

        var run = await ledger.SyncAsync(scene.World.Day);

        run.Snapshots.ShouldAllBe(s => s.Verdict == "failed");
        run.Snapshots.ShouldContain(s => s.Reason == "bungie.net has failed again and again, and was not asked any more");
        (scene.Bungie.RequestsServed - asked).ShouldBeLessThan(50, "three or four for each of 25 clans, were there no end of it");
    }

    [Fact]
    public async Task A_run_that_gets_no_usable_answer_ends_long_before_its_clans_have_used_up_their_retries()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2, settings: [("Bungie:RetryBudgetSeconds", "3600"), ("Bungie:RunRetryBudgetSeconds", "2")]);
        scene.Bungie.Faults.ForAll(Fault.Error(5, "SystemDisabled", 503));

        var run = await scene.SyncAsync();

        run.Snapshots.ShouldAllBe(s => s.Verdict == "failed");
        run.Outage.ShouldNotBeNull().State.ShouldBe(OutageState.Began);
    }

    [Fact]
    public async Task No_roster_fails_because_profiles_are_down()
    {
        await using var scene = await Scene.StartAsync(server, clans: 12, settings: [("Bungie:RetryBudgetSeconds", "2"), ("Bungie:RunRetryBudgetSeconds", "3")]);
        foreach (var clan in scene.Clans)
        {
            for (var i = 2; i <= 30; i++)
                scene.World.Join(clan, $"Member {i}");
        }

        scene.Bungie.Faults.On(Target.AnyProfile, Fault.Error(5, "SystemDisabled", 503));

        var run = await scene.SyncAsync();

        run.Snapshots.Select(s => s.Verdict).ShouldBe(Enumerable.Repeat("complete", 12));
        run.Outage.ShouldBeNull();
    }

    [Fact]
    public async Task A_clan_that_cannot_be_read_is_no_outage_of_bungie_net()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        scene.Bungie.Faults.On(Target.Roster(scene.Clans[0].ClanId), Fault.Error(3, "UnhandledException"));

        var run = await scene.SyncAsync();

        run.Snapshots[0].Reason!.ShouldStartWith("page 1 of the roster: ");
        run.Outage.ShouldBeNull();

        scene.Bungie.Faults.ForAll(Fault.Error(5, "SystemDisabled", 503));
        (await scene.SyncNextDayAsync()).Outage.ShouldNotBeNull().State.ShouldBe(OutageState.Began);
        scene.Bungie.Faults.Clear();
        scene.Bungie.Faults.On(Target.Roster(scene.Clans[0].ClanId), Fault.Error(3, "UnhandledException"));
        (await scene.SyncNextDayAsync()).Outage.ShouldNotBeNull().State.ShouldBe(OutageState.Over, "it answers again, and that clan's trouble is its own");
    }

    [Fact]
    public async Task A_run_that_is_only_throttled_ends_without_asking_for_each_clan_and_waiting_each_time()
    {
        await using var scene = await Scene.StartAsync(server, clans: 5, settings:
            [("Bungie:RetryBudgetSeconds", "5"), ("Bungie:RunRetryBudgetSeconds", "1"), ("Bungie:Concurrency", "1")]);
        scene.Bungie.Faults.ForAll(Fault.Throttle(429, 2));
        var asked = scene.Bungie.RequestsServed;

        var run = await scene.SyncAsync();

        run.Snapshots.ShouldAllBe(s => s.Verdict == "failed");
        (scene.Bungie.RequestsServed - asked).ShouldBeInRange(1, 2, "the first clan's, and perhaps once again; then bungie.net has refused for longer than a run may go on");
        scene.Bungie.Faults.Clear();
        (await scene.SyncNextDayAsync()).Completed.Status.ShouldBe("complete");
    }
}
