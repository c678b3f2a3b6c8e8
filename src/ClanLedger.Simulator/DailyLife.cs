namespace ClanLedger.Simulator;

/// <summary>What happens in a day, by chance and seed.</summary>
internal sealed class DailyLife(World world, WorldOptions options)
{
    private static readonly int[] MembershipTypes = [1, 2, 3, 6];
    private static readonly int[] Versions = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];

    private readonly Random _chance = new(options.Seed);

    /// <summary>Members who never change by chance: their story is told by hand.</summary>
    public HashSet<Person> LeftAlone { get; } = [];

    /// <summary>What happens on certain days, beside what chance brings.</summary>
    public Dictionary<DateOnly, Action> Story { get; } = [];

    /// <summary>Fills a world with clans and members.</summary>
    public void Populate()
    {
        for (var i = 0; i < options.Clans; i++)
            Settle(world.AddClan($"{InventedNames.Clan(_chance)} {i + 1}", $"C{i + 1}"), options.MembersPerClan);
    }

    /// <summary>Strangers come to a clan.</summary>
    public void Settle(SimulatedClan clan, int strangers)
    {
        for (var i = 0; i < strangers; i++)
            Arrive(clan);
    }

    /// <summary>One day.</summary>
    public void Live()
    {
        var present = world.Clans.SelectMany(c => c.Members).Where(p => !LeftAlone.Contains(p)).ToArray();
        var former = world.People.Where(p => p.ClanId is null && !LeftAlone.Contains(p)).ToArray();
        foreach (var person in present)
            Live(person);
        for (var i = Times(present.Length * options.JoinShare); i > 0; i--)
            Arrive(AnyClan());
        for (var i = Times(present.Length * options.ReturnShare); i > 0 && former.Length > 0; i--)
        {
            if (former[_chance.Next(former.Length)] is { ClanId: null } person)
                world.Return(person, AnyClan());
        }

        Story.GetValueOrDefault(world.Day)?.Invoke();
    }

    private void Live(Person person)
    {
        if (Happens(options.PlayShare))
            Play(person);
        if (Happens(options.RenameShare))
            Rename(person);
        if (Happens(options.PromoteShare) && person.MemberType < 5)
            person.MemberType = 1 + _chance.Next(4);
        if (Happens(options.CharacterShare))
            ChangeCharacters(person);
        if (Happens(options.AttributeShare))
            ChangeAttribute(person);
        if (Happens(options.LeaveShare))
            world.Leave(person);
        else if (Happens(options.TransferShare) && world.Clans.Count > 1)
            world.Transfer(person, AnyClan(except: person.ClanId));
    }

    private void Arrive(SimulatedClan clan)
    {
        var name = AnyName();
        var person = world.Join(clan, name);
        person.MembershipType = MembershipTypes[_chance.Next(MembershipTypes.Length)];
        person.VersionsOwned = (1 << _chance.Next(1, Versions.Length + 1)) - 1;
        person.Private = Happens(0.05);
        if (Happens(0.1))
            (person.BungieId, person.BungieName, person.EmptyBungieInfo) = (null, null, Happens(0.5));
        if (Happens(0.1))
            (person.GlobalName, person.GlobalNameCode) = (Happens(0.5) ? "" : null, null);
        for (var i = _chance.Next(3); i > 0; i--)
            world.AddCharacter(person, _chance.Next(3), _chance.Next(100_000));
    }

    private void Play(Person person)
    {
        var at = world.At(_chance.Next(24), _chance.Next(60));
        person.LastPlayed = at;
        person.LastOnline = at.AddMinutes(_chance.Next(30));
        if (person.Characters.Count == 0)
            return;
        var character = person.Characters[_chance.Next(person.Characters.Count)];
        (character.MinutesPlayed, character.LastPlayed) = (character.MinutesPlayed + _chance.Next(1, 300), at);
    }

    private void Rename(Person person)
    {
        var name = AnyName();
        if (Happens(0.5))
            person.DisplayName = name;
        else
            (person.GlobalName, person.GlobalNameCode) = (name, (short)_chance.Next(10_000));
    }

    private void ChangeCharacters(Person person)
    {
        if (person.DeletedCharacters.Count > 0 && Happens(0.5))
            world.RestoreCharacter(person, person.DeletedCharacters[0]);
        else if (person.Characters.Count > 0 && Happens(0.5))
            world.DeleteCharacter(person, person.Characters[_chance.Next(person.Characters.Count)]);
        else
            world.AddCharacter(person, _chance.Next(3), 0);
    }

    private void ChangeAttribute(Person person)
    {
        switch (_chance.Next(4))
        {
            case 0: person.VersionsOwned |= Versions[_chance.Next(Versions.Length)]; break;
            case 1: person.IconPath = $"/img/theme/destiny/icons/{_chance.Next(100)}.png"; break;
            case 2: person.Private = !person.Private; break;
            default:
                person.BungieId ??= 30_000_000 + (person.MembershipId % 1_000_000);
                person.BungieName ??= person.DisplayName;
                person.EmptyBungieInfo = false;
                break;
        }
    }

    private string AnyName() =>
        Happens(options.HostileNameShare) ? InventedNames.Troublesome(_chance)
        : Happens(options.RandomNameShare) ? InventedNames.Arbitrary(_chance)
        : InventedNames.Plain(_chance);

    private SimulatedClan AnyClan(long? except = null)
    {
        var clans = world.Clans.Where(c => c.ClanId != except).ToArray();
        return clans[_chance.Next(clans.Length)];
    }

    private bool Happens(double share) => _chance.NextDouble() < share;

    private int Times(double expected) => (int)expected + (Happens(expected - Math.Floor(expected)) ? 1 : 0);
}
