namespace ClanLedger.Simulator;

/// <summary>Two clans and two weeks. Beside what chance brings, one member's story: renamed on day 3, gone on day 4, back on day 9.</summary>
internal static class DemoWorld
{
    /// <summary>Someone who stays in the first clan throughout.</summary>
    public const string Veteran = "Onyxward";

    private const int MembersPerClan = 40;

    public static World Create(int seed, DateOnly firstDay)
    {
        var world = World.Create(new WorldOptions
        {
            Seed = seed, FirstDay = firstDay, Clans = 0, JoinShare = 0.015, LeaveShare = 0.012, ReturnShare = 0.01,
            TransferShare = 0.006, RenameShare = 0.01, PromoteShare = 0.008, HostileNameShare = 0.06, RandomNameShare = 0,
        });
        var archive = world.AddClan("Vanguard Archive", "VARC");
        var watch = world.AddClan("Lantern Watch", "LNTN");
        foreach (var clan in new[] { archive, watch })
            world.Life!.Settle(clan, MembersPerClan);

        var protagonist = world.Protagonist = world.Join(archive, "Wrensong");
        var traveller = world.Join(watch, "Emberfall");
        var veteran = world.Join(archive, Veteran);
        var life = world.Life!;
        life.LeftAlone.UnionWith([protagonist, traveller, veteran]);
        Tell(2, () => world.Play(protagonist, 95));
        Tell(3, () => (protagonist.DisplayName, protagonist.GlobalName) = ("Wrensong the Lost", "Wrensong the Lost"));
        Tell(4, () => world.Leave(protagonist));
        Tell(5, () => world.Promote(veteran, 3));
        Tell(7, () => world.Transfer(traveller, archive));
        Tell(9, () => world.Return(protagonist, archive));
        Tell(10, () => world.Play(protagonist, 180));
        Tell(12, () => world.Promote(protagonist, 3));
        return world;

        void Tell(int day, Action happening) => life.Story[firstDay.AddDays(day - 1)] = happening;
    }
}
