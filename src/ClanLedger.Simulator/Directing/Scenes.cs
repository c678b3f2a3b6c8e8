using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Simulator.Directing;

/// <summary>What can go wrong in the two clans and two weeks of <see cref="World.Demo"/>: the first is "the Archive", the second "the Watch".</summary>
public static class Scenes
{
    private const int Seed = 20;

    private static readonly Fault[] Flaws =
    [
        Fault.Error(1688, "DestinyDirectBabelClientTimeout", 503), Fault.Error(1618, "DestinyUnexpectedError"), Fault.Throttle(503, 1), Fault.Html(502),
        Fault.Empty(), Fault.Truncated, Fault.CutOff, Fault.Reset,
    ];

    private static readonly Fault[] Hostilities =
    [
        Fault.Oversized(1L << 30), Fault.Truncated, Fault.TooDeep, Fault.NullResponse, Fault.NoErrorCode, Fault.Empty(), Fault.WrongContentType,
    ];

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Scene> All { get; } = new Scene[]
    {
        Faulty("maintenance", "Days 6-7: every answer is an HTML maintenance page under HTTP 503.", 6, 7, (bungie, _) =>
            bungie.Faults.On(Target.Everything, Fault.Html())),
        Faulty("throttled", "Days 5-7: the first 6 answers of the day say that there were too many requests, wait a second.", 5, 7, (bungie, _) =>
            bungie.Faults.On(Target.Everything, Fault.Throttle(503, 1), times: 6)),
        Faulty("flaky", "Every day: one answer in ten is an error, garbage or a broken connection.", 1, 14, (bungie, day) =>
            bungie.Faults.On(Target.Everything, Fault.NowAndThen(0.1, Seed + day, Flaws))),
        Faulty("half-roster", "Day 6: half of the Watch is missing from a roster that looks complete.", 6, 6, (bungie, _) =>
            bungie.Faults.On(Target.Clan(Watch(bungie).ClanId), Fault.OmitsShare(0.5))),
        Faulty("gap", "Days 6-7: a few of the Watch are missing from a roster that looks complete, though they are still in the clan.", 6, 7, (bungie, _) =>
            bungie.Faults.On(Target.Clan(Watch(bungie).ClanId), Fault.OmitsShare(0.08))),
        Faulty("empty-roster", "Day 6: the Watch seems to have no members at all.", 6, 6, (bungie, _) =>
            bungie.Faults.On(Target.Clan(Watch(bungie).ClanId), Fault.EmptyRoster)),
        Faulty("lasting-loss", "Day 6: half of the Watch really leaves, for good.", 6, 6, (bungie, _) =>
            LoseHalf(bungie.World, Watch(bungie))),
        Faulty("private-profiles", "Days 6-8: every profile is hidden.", 6, 8, (bungie, _) =>
            bungie.Faults.On(Target.AnyProfile, Fault.Hidden)),
        Faulty("clan-down", "Days 6-8: every request about the Watch fails with an error; the Archive is well.", 6, 8, (bungie, _) =>
            bungie.Faults.On(Target.Clan(Watch(bungie).ClanId), Fault.Error(3, "UnhandledException"))),
        Faulty("two-clans", "Days 5-9: one member of the Archive is on the roster of the Watch as well.", 5, 9, (bungie, _) =>
            bungie.Faults.On(Target.Clan(Watch(bungie).ClanId), TwoClans(bungie.World))),
        Faulty("hostile-bodies", "Days 4-10: each day another broken body about the Watch: a gigabyte, half a JSON, arrays 100,000 deep...", 4, 10, (bungie, day) =>
            bungie.Faults.On(Target.Clan(Watch(bungie).ClanId), Hostilities[day - 4])),
    }.ToOrderedDictionary();

    private static SimulatedClan Watch(SimulatedBungie bungie) => bungie.World.Clans.ElementAt(1);

    /// <summary>Of someone whom chance leaves alone, so that they are in the Archive throughout.</summary>
    private static Fault TwoClans(World world)
    {
        var veteran = world.Life!.LeftAlone.Single(p => p.DisplayName == DemoWorld.Veteran);
        return Fault.AlsoLists(veteran.MembershipId, new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero));
    }

    /// <summary>Those whose story is told by hand stay; chance brings none of the others back.</summary>
    private static void LoseHalf(World world, SimulatedClan clan) => world.Change(() =>
    {
        var life = world.Life!;
        foreach (var person in clan.Members.Where(p => !life.LeftAlone.Contains(p)).Take(clan.Members.Count / 2).ToArray())
        {
            world.Leave(person);
            life.LeftAlone.Add(person);
        }
    });

    private static Scene Faulty(string name, string description, int first, int last, Action<SimulatedBungie, int> happening) =>
        new(name, description, (bungie, day) =>
        {
            bungie.Faults.Clear();
            if (day >= first && day <= last)
                happening(bungie, day);
        });

    private static OrderedDictionary<string, Scene> ToOrderedDictionary(this IEnumerable<Scene> scenes) =>
        new(scenes.Select(s => KeyValuePair.Create(s.Name, s)), StringComparer.Ordinal);
}
