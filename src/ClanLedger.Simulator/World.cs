namespace ClanLedger.Simulator;

/// <summary>Clans and the people in and around them. Days pass only when told to; time stamps follow the world's day.</summary>
public sealed class World
{
    private const long FirstMembershipId = 4611686018400000000;
    private const long FirstCharacterId = 2305843009300000000;
    private const long FirstBungieId = 20_000_000;

    private readonly Dictionary<long, SimulatedClan> _clans = [];
    private readonly Dictionary<long, Person> _people = [];
    private long _nextCharacter = FirstCharacterId;

    private World(int seed, DateOnly day) => (Seed, Day) = (seed, day);

    /// <summary>What the world was made from.</summary>
    public int Seed { get; }

    /// <summary>The day it is.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The clans, by id.</summary>
    public IReadOnlyCollection<SimulatedClan> Clans => _clans.Values;

    /// <summary>Everyone who was ever made, in a clan or not.</summary>
    public IReadOnlyCollection<Person> People => _people.Values;

    /// <summary>The one whose story a demonstration tells; null in any other world.</summary>
    public Person? Protagonist { get; internal set; }

    internal Lock Gate { get; } = new();

    internal DailyLife? Life { get; set; }

    /// <summary>A world without clans, to be filled by hand.</summary>
    public static World Empty(DateOnly firstDay, int seed = 1) => new(seed, firstDay);

    /// <summary>A world of clans with members, who live on by <see cref="LiveOneDay"/>.</summary>
    public static World Create(WorldOptions options)
    {
        var world = new World(options.Seed, options.FirstDay);
        world.Life = new DailyLife(world, options);
        world.Life.Populate();
        return world;
    }

    /// <summary>A believable world of two clans for a demonstration; see <see cref="DemoWorld"/>.</summary>
    public static World Demo(int seed, DateOnly firstDay) => DemoWorld.Create(seed, firstDay);

    /// <summary>Another clan; ids count from 881001.</summary>
    public SimulatedClan AddClan(string name, string callsign)
    {
        lock (Gate)
        {
            var clan = new SimulatedClan { ClanId = 881001 + _clans.Count, Name = name, Callsign = callsign };
            _clans.Add(clan.ClanId, clan);
            return clan;
        }
    }

    /// <summary>A new person in a clan, with one character.</summary>
    public Person Join(SimulatedClan clan, string displayName)
    {
        lock (Gate)
        {
            var number = _people.Count + 1;
            var person = new Person
            {
                MembershipId = FirstMembershipId + (number * 7919L),
                DisplayName = displayName,
                GlobalName = displayName,
                GlobalNameCode = (short)(number * 37 % 10_000),
                BungieId = FirstBungieId + number,
                BungieName = displayName,
                LastOnline = At(18),
                LastPlayed = At(17),
            };
            _people.Add(person.MembershipId, person);
            AddCharacter(person, number % 3, 600);
            Enter(clan, person);
            return person;
        }
    }

    /// <summary>Leaves the clan they are in.</summary>
    public void Leave(Person person)
    {
        lock (Gate)
        {
            if (person.ClanId is { } clanId)
                _clans[clanId].Roster.Remove(person);
            person.ClanId = null;
        }
    }

    /// <summary>Comes back, to this or another clan.</summary>
    public void Return(Person person, SimulatedClan clan) => Transfer(person, clan);

    /// <summary>Moves to another clan, as a plain member.</summary>
    public void Transfer(Person person, SimulatedClan clan)
    {
        lock (Gate)
        {
            Leave(person);
            Enter(clan, person);
        }
    }

    /// <summary>Gives a role, 1 Beginner to 5 Founder.</summary>
    public void Promote(Person person, int memberType) => Change(() => person.MemberType = memberType);

    /// <summary>Plays the first character.</summary>
    public void Play(Person person, int minutes) => Change(() =>
    {
        person.LastPlayed = person.LastOnline = At(20);
        if (person.Characters is [var first, ..])
            (first.MinutesPlayed, first.LastPlayed) = (first.MinutesPlayed + minutes, At(20));
    });

    /// <summary>A new character.</summary>
    public PlayedCharacter AddCharacter(Person person, int classType, long minutes)
    {
        lock (Gate)
        {
            var character = new PlayedCharacter { CharacterId = _nextCharacter += 104_729, ClassType = classType, MinutesPlayed = minutes, LastPlayed = At(17) };
            person.Characters.Add(character);
            return character;
        }
    }

    /// <summary>Deletes a character; it may be restored.</summary>
    public void DeleteCharacter(Person person, PlayedCharacter character) => Change(() =>
    {
        person.Characters.Remove(character);
        person.DeletedCharacters.Add(character);
    });

    /// <summary>Brings a deleted character back.</summary>
    public void RestoreCharacter(Person person, PlayedCharacter character) => Change(() =>
    {
        person.DeletedCharacters.Remove(character);
        person.Characters.Add(character);
    });

    /// <summary>Changes anything, while no request is being answered.</summary>
    public void Change(Action change)
    {
        lock (Gate)
            change();
    }

    /// <summary>The next day comes, and people do what people do.</summary>
    public void LiveOneDay()
    {
        lock (Gate)
        {
            Day = Day.AddDays(1);
            Life?.Live();
        }
    }

    /// <summary>Time passes, and nothing happens.</summary>
    public void AdvanceTo(DateOnly day) => Change(() => Day = day);

    /// <summary>A moment of the world's day, UTC.</summary>
    internal DateTimeOffset At(int hour, int minute = 0) => new(Day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);

    internal SimulatedClan? Clan(long id) => _clans.GetValueOrDefault(id);

    internal Person? Who(long membershipId) => _people.GetValueOrDefault(membershipId);

    private void Enter(SimulatedClan clan, Person person)
    {
        person.ClanId = clan.ClanId;
        person.MemberType = clan.Roster.Count == 0 ? 5 : 2;
        person.JoinDate = At(12);
        clan.Roster.Add(person);
    }
}
