using ClanLedger.Hosting.Configuring;
using ClanLedger.Ledger;

namespace ClanLedger.Notifying.Digesting;

/// <summary>A made-up run with something of every kind, for those who want to see what a digest will look like.</summary>
internal static class SampleRun
{
    private const long Archive = 1;
    private const long Watch = 2;

    /// <summary>As one route would tell it; its own clans and groups are replaced by invented ones.</summary>
    public static Digest For(DiscordRoute route, DateOnly day, DateTimeOffset now)
    {
        var facts = Facts(route.Groups.Count > 0 ? route.Groups[0] : "The Fleet", day, now);
        return Digest.For(route with { Clans = [], SilentWhenUnchanged = false, Groups = route.Groups.Count > 0 ? [route.Groups[0]] : [] }, facts, [])!;
    }

    private static RunFacts Facts(string group, DateOnly day, DateTimeOffset now) => new(
        day, now,
        [
            new ClanFacts(Watch, "Lantern Watch", [group], Verdicts.Quarantined, 41, false, 0, 0, new HeldRoster(42, 19, 41), null, null),
            new ClanFacts(Archive, "Vanguard Archive", [group], Verdicts.Complete, 97, false, 58, 1, null, null, null),
        ],
        new Dictionary<long, string> { [Archive] = "Vanguard Archive", [Watch] = "Lantern Watch" },
        [
            new Joined(Named("Brackenfell", 4410), Archive),
            new Joined(Named("*Starless*", 17), Archive),
            new Left(Named("Quillshade", 903), Archive, day.AddMonths(-14), false, new ClanElsewhere(3, "Ashen Choir")),
            new Returned(Named("Wrensong", 1207), Archive, Archive, day.AddDays(-45)),
            new Moved(Named("Emberfall", 77), Archive, Watch),
            new RoleChanged(Named("Onyxward", 3), Archive, "Member", "Admin"),
            new Renamed(Named("Hollowmere", 251), Archive, Named("Hollow", 251)),
        ],
        null);

    private static MemberNames Named(string name, short code) => new(name, name, code, null);
}
