using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

public sealed class ProfileStoryTests(LedgerServer server)
{
    private const string Characters = """
        select c.class_hash || ' ' || c.minutes_played_total || ' ' || c.added || ' ' || coalesce(c.deleted::text, 'open') || case when c.deleted_flag then ' deleted' else '' end
        from groups.t_characters c join groups.t_members m on m.member_id = c.member_id where m.destiny_name = 'Crota' order by c.character_id
        """;

    private const string Account = "select coalesce(versions_owned::text, '?') || ' ' || coalesce(last_played::date::text, '?') from groups.t_members where destiny_name = 'Crota'";

    [Fact]
    public async Task A_leavers_characters_close_and_only_those_seen_again_open()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        var kept = scene.World.AddCharacter(crota, 1, 20);
        var lost = scene.World.AddCharacter(crota, 2, 30);
        await scene.SyncAsync();
        scene.World.Leave(crota);
        var left = await scene.SyncNextDayAsync();
        left.Count("characters_deleted").ShouldBe(3);
        (await scene.EventsAsync(left)).ShouldBe(["member_left"]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldAllBe(line => line.EndsWith("2026-01-02 deleted"));

        scene.World.DeleteCharacter(crota, lost);
        scene.World.AddCharacter(crota, 0, 40);
        scene.World.Change(() => kept.MinutesPlayed = 25);
        scene.World.Return(crota, scene.Clans[1]);
        var back = await scene.SyncNextDayAsync();

        Counts.Told(back).ShouldBe("characters_new 1, characters_return 2, return 1");
        (await scene.EventsAsync(back)).ShouldBe(["member_returned"]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldBe(
        [
            "3655393761 600 2026-01-01 open", "671679327 25 2026-01-01 open", "2271682572 30 2026-01-01 2026-01-02 deleted",
            "3655393761 40 2026-01-03 open",
        ]);
    }

    [Fact]
    public async Task A_character_that_vanishes_is_deleted_and_one_that_is_restored_returns()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        var first = crota.Characters.Single();
        scene.World.DeleteCharacter(crota, first);
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe(["character_deleted"]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldBe(["3655393761 600 2026-01-01 2026-01-02 deleted"]);
        scene.World.RestoreCharacter(crota, first);
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe(["character_returned"]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldBe(["3655393761 600 2026-01-01 open"]);
    }

    [Fact]
    public async Task A_profile_that_turns_private_leaves_versions_play_and_characters_as_they_were()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        var (characters, account) = (await scene.Ledger.TextsAsync(Characters), await scene.Ledger.TextsAsync(Account));
        scene.World.LiveOneDay();
        scene.World.Play(crota, 100);
        scene.World.AddCharacter(crota, 1, 10);
        scene.World.DeleteCharacter(crota, crota.Characters[0]);
        scene.World.Change(() => (crota.Private, crota.VersionsOwned) = (true, 4095));
        var run = await scene.SyncAsync();

        (await scene.EventsAsync(run)).ShouldBe(["member_seen_online"]);
        Counts.Of(run).ShouldBeEmpty();
        run.Snapshots.Select(s => s.Profiles).ShouldBe([1, 1]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldBe(characters);
        (await scene.Ledger.TextsAsync(Account)).ShouldBe(account);
    }

    [Fact]
    public async Task Who_joins_with_a_private_profile_gets_versions_and_characters_when_it_opens()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        scene.World.Change(() => (crota.Private, crota.VersionsOwned) = (true, 3));
        await scene.SyncAsync();
        (await scene.Ledger.TextsAsync(Account)).ShouldBe(["? ?"]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldBeEmpty();

        scene.World.Change(() => crota.Private = false);
        var run = await scene.SyncNextDayAsync();

        (await scene.EventsAsync(run)).ShouldBe(["game_versions_changed", "character_created", "member_played"]);
        (await scene.Ledger.TextsAsync(Account)).ShouldBe(["3 2026-01-01"]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldBe(["3655393761 600 2026-01-02 open"]);
        (await scene.Ledger.OneAsync<bool>("select data->'old' is null or data->>'old' is null from ledger.mt_events where type = 'game_versions_changed'")).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_returns_with_a_private_profile_gets_the_characters_back_when_it_opens()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Leave(crota);
        await scene.SyncNextDayAsync();
        scene.World.Return(crota, scene.Clans[0]);
        scene.World.Change(() => crota.Private = true);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("return 1");
        (await scene.Ledger.TextsAsync(Characters)).ShouldBe(["3655393761 600 2026-01-01 2026-01-02 deleted"]);
        scene.World.Change(() => crota.Private = false);
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe(["character_returned"]);
        (await scene.Ledger.TextsAsync(Characters)).ShouldBe(["3655393761 600 2026-01-01 open"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_character_that_is_seen_with_someone_else_is_theirs(bool joins)
    {
        await using var scene = await Scene.StartAsync(server);
        var other = scene.World.Join(scene.Clans[0], "Other");
        var crota = joins ? null : scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        crota ??= scene.World.Join(scene.Clans[0], "Crota");
        scene.World.Change(() =>
        {
            crota.Characters[0] = other.Characters[0];
            other.Characters.Clear();
        });
        await scene.SyncNextDayAsync();

        (await scene.Ledger.TextsAsync("select m.destiny_name || ' ' || c.character_id from groups.t_characters c join groups.t_members m on m.member_id = c.member_id where not c.deleted_flag and m.destiny_name in ('Other', 'Crota')"))
            .ShouldBe([$"Crota {crota.Characters[0].CharacterId}"]);
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe([]);
    }
}
