using System.Text;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

public sealed class RosterShapesTests(LedgerServer server)
{
    private const string Names = "select destiny_name || '|' || coalesce(global_name, '∅') || '|' || coalesce(bungie_name, '∅') from groups.t_members order by destiny_id";

    private static readonly string[] Troublemakers =
    [
        "same", "same", "SAME", " same", "same ", " ", "   ", "e\u0301\u0302\u0303", "é", "e\u0301", "\u0301 alone", "\u202Eright to left", "\u2066isolated\u2069",
        "العربية", "עברית", "漢字かな", "👩‍👩‍👧‍👦", "🏴\U000E0067\U000E0062\U000E007F", "🅱️", "'; drop table groups.t_members; --", "\"quoted\"", "it''s", "$$", "$1", "%s%n{0}",
        "back\\slash", "\\N", "\\.", "\\u0041", "\t", "\n", "\r\n", "a\u0001b\u001Fc\u007Fd\u0085e", "\u200Bzero\u200Bwidth", "\uFEFFmark", "\uFFFD", "\uFFFE\uFFFF", "\uE000",
        "\U0010FFFF", "\U0001FFFE", "\u2028\u2029", "\0", "nul\0inside", "null", "NULL", "∅", "{}", "[red]markup[/]", "<b>&amp;</b>", "#hash#0042", "=1+1", "-0", "\u00AD", "ǅ", "ﷺ", "I i İ ı ß ẞ",
        "Z\u0351\u036B\u0343\u032A\u0302a\u0328l\u0334g\u0322o\u0321",
    ];

    [Theory]
    [InlineData(1, 20)]
    [InlineData(7, 100)]
    [InlineData(50, 100)]
    [InlineData(50, 51)]
    [InlineData(100, 100)]
    public async Task Names_of_anything_arrive_as_they_are_from_pages_of_any_size(int pageSize, int members)
    {
        var world = World.Empty(new DateOnly(2026, 1, 1), seed: pageSize);
        var clan = world.AddClan("Clan", "C");
        var chance = new Random(members + pageSize);
        var names = Enumerable.Range(0, members).Select(i => members == 20 || i >= Troublemakers.Length ? Anything(chance) : Troublemakers[i]).ToArray();
        foreach (var name in names)
            world.Join(clan, name);
        await using var bungie = await SimulatedBungie.StartAsync(
            world, new SimulatorOptions { PageSize = pageSize, ShuffleMembers = true, RepeatMembersAcrossPages = true });
        await using var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl);
        await ledger.TrackAsync(clan.ClanId);

        var run = await ledger.SyncAsync(world.Day);

        run.Snapshots.Single().Reason.ShouldBeNull();
        run.Count("new").ShouldBe(members);
        (await ledger.TextsAsync(Names)).ShouldBe(names.Select(n => n.Replace('\0', '\uFFFD')).Select(n => $"{n}|{n}|{n}"));
        (await ledger.OneAsync<long>("select count(distinct member_id) from groups.t_members")).ShouldBe(members);
        world.AdvanceTo(world.Day.AddDays(1));
        Counts.Told(await ledger.SyncAsync(world.Day)).ShouldBe("", "the same names are no rename");
    }

    [Fact]
    public async Task Two_members_of_one_name_are_two_members()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        scene.World.Join(scene.Clans[0], "Twin");
        var other = scene.World.Join(scene.Clans[0], "Twin");
        await scene.SyncAsync();
        scene.World.Leave(other);
        await scene.SyncNextDayAsync();

        (await scene.Ledger.TextsAsync("select destiny_name || deleted_flag from groups.t_members order by member_id"))
            .ShouldBe(["Founder of Clan 1false", "Twinfalse", "Twintrue"]);
    }

    [Fact]
    public async Task Names_and_call_signs_of_clans_arrive_as_they_are_and_follow_renames()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        foreach (var name in Troublemakers)
        {
            scene.World.Change(() => (scene.Clans[0].Name, scene.Clans[0].Callsign) = (name, name));
            await scene.SyncAsync();
            (await scene.Ledger.OneAsync<string>("select clan_name || '|' || callsign from groups.t_clans")).ShouldBe($"{name}|{name}".Replace('\0', '\uFFFD'));
        }
    }

    [Fact]
    public async Task A_clan_whose_name_holds_U_0000_can_be_tracked()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        var clan = world.AddClan("nul\0inside", "\0");
        await using var bungie = await SimulatedBungie.StartAsync(world);
        await using var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl);
        await ledger.TrackAsync(clan.ClanId);
        (await ledger.OneAsync<string>("select clan_name || '|' || callsign from groups.t_clans")).ShouldBe("nul\uFFFDinside|\uFFFD");
    }

    [Fact]
    public async Task A_clan_without_members_is_observed_as_empty()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, settings: ("Guard:MaxAbsentShare", "1"));
        await scene.SyncAsync();
        scene.World.Leave(scene.Clans[0].Members[0]);
        var emptied = await scene.SyncNextDayAsync();

        emptied.Completed.Status.ShouldBe("complete");
        Counts.Told(emptied).ShouldBe("characters_deleted 1, disabled 1");
        (await scene.Ledger.OneAsync<int>("select member_count from groups.t_clans")).ShouldBe(0);
    }

    private static string Anything(Random chance)
    {
        var name = new StringBuilder();
        for (var i = chance.Next(1, 101); i > 0; i--)
        {
            var value = chance.Next(chance.Next(4) switch { 0 => 0x80, 1 => 0x800, 2 => 0x10000, _ => 0x110000 });
            name.Append(Rune.IsValid(value) ? new Rune(value).ToString() : "\uFFFD");
        }

        return name.ToString();
    }
}
