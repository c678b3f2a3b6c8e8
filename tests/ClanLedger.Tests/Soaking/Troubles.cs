using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Tests.Soaking;

/// <summary>A day's troubles, and what they leave to be seen.</summary>
/// <param name="Unreadable">Clans whose rosters can not be read.</param>
/// <param name="Lying">Clans whose rosters can be read, and are wrong.</param>
/// <param name="Unanswered">Nobody says where a member is.</param>
/// <param name="Hidden">Members whose profiles can not be seen; null: nobody's can.</param>
internal sealed record Troubles(IReadOnlySet<long> Unreadable, IReadOnlySet<long> Lying, bool Unanswered, IReadOnlySet<long>? Hidden)
{
    /// <summary>Whether all rosters are what they should be, and all questions answered.</summary>
    public bool None => Unreadable.Count == 0 && Lying.Count == 0 && !Unanswered;
}

/// <summary>Draws each day's troubles, of every kind there is.</summary>
/// <param name="bungie">Who gets into trouble.</param>
/// <param name="tracked">The clans it is about.</param>
/// <param name="chance">Seeded.</param>
/// <param name="hangs">Whether some requests are never answered, which takes long.</param>
internal sealed class TroubleMaker(SimulatedBungie bungie, IReadOnlyList<long> tracked, Random chance, bool hangs)
{
    private const int PageSize = Soak.PageSize;

    private static readonly (string Name, Fault Fault)[] Broken =
    [
        ("html 503", Fault.Html()), ("html 200", Fault.Html(200)), ("html 400", Fault.Html(400)), ("empty", Fault.Empty()), ("empty 502", Fault.Empty(502)),
        ("truncated", Fault.Truncated), ("cut off", Fault.CutOff), ("reset", Fault.Reset), ("redirect", Fault.Redirect("https://example.org/")),
        ("too deep", Fault.TooDeep), ("no Response", Fault.NullResponse), ("no ErrorCode", Fault.NoErrorCode), ("oversized", Fault.Oversized(20_000_000)),
        ("error 3", Fault.Error(3, "UnhandledException")), ("error 5", Fault.Error(5, "SystemDisabled", 503)),
        ("error 1688 in 200", Fault.Error(1688, "DestinyDirectBabelClientTimeout", 200)), ("error 621", Fault.Error(621, "GroupDeleted", 404)),
        ("error 1601", Fault.Error(1601, "DestinyAccountNotFound")), ("unknown error", Fault.Error(99_999, "InventedToday")),
    ];

    /// <summary>These take a second of anyone's time, or more.</summary>
    private static readonly (string Name, Fault Fault)[] Slow =
        [("throttled 429", Fault.Throttle(429, 1)), ("throttled in 200", Fault.Throttle(200, 1)), ("hang", Fault.Hang)];

    private static readonly (string Name, Fault Fault)[] ProfileLies =
    [
        ("hidden profile", Fault.Hidden), ("hidden characters", Fault.HidesCharacters), ("other membership type", Fault.OtherMembershipType),
        ("other member", Fault.OtherMember), ("vanished characters", Fault.NoCharacters), ("10,000 characters", Fault.ManyCharacters(10_000)),
    ];

    private int _darkDays;

    /// <summary>How often each kind was drawn.</summary>
    public SortedDictionary<string, int> Drawn { get; } = new(StringComparer.Ordinal);

    /// <summary>Lets the troubles of a new day begin; those of the day before are over.</summary>
    public Troubles Strike()
    {
        bungie.Faults.Clear();
        if (_darkDays == 0 && Happens(0.03))
            _darkDays = chance.Next(1, 4);
        if (_darkDays > 0)
        {
            _darkDays--;
            Note("outage");
            bungie.Faults.ForAll(AnyBroken());
            return new Troubles(tracked.ToHashSet(), new HashSet<long>(), true, null);
        }

        var unanswered = Happens(0.1);
        if (unanswered)
            bungie.Faults.On(Target.AnyMembershipOf, AnyBroken());
        var (unreadable, lying) = (new HashSet<long>(), new HashSet<long>());
        foreach (var clan in bungie.World.Clans.Where(c => tracked.Contains(c.ClanId)))
            Strike(clan, unanswered, unreadable, lying);
        return new Troubles(unreadable, lying, unanswered, HideProfiles());
    }

    private void Strike(SimulatedClan clan, bool unanswered, HashSet<long> unreadable, HashSet<long> lying)
    {
        if (Happens(clan.Members.Count > 45 ? 0.5 : 0.01))
            LoseMany(clan);
        switch (chance.NextDouble())
        {
            case < 0.15:
                unreadable.Add(clan.ClanId);
                Break(clan);
                break;
            // Whoever hides members and says nothing when asked can not be told from the truth: that is not drawn together.
            case < 0.33 when !unanswered:
                lying.Add(clan.ClanId);
                Lie(clan);
                break;
            case < 0.38:
                lying.Add(clan.ClanId);
                Forget(clan);
                break;
            case < 0.44:
                Tease(clan);
                break;
        }
    }

    private void Break(SimulatedClan clan)
    {
        var id = clan.ClanId;
        var paged = clan.Members.Count > PageSize + 3;
        switch (chance.Next(paged ? 8 : 5))
        {
            case 0: bungie.Faults.On(Target.Detail(id), AnyBroken()); break;
            case 1: bungie.Faults.On(Target.Roster(id), AnyBroken()); break;
            case 2: On("totalResults is wrong", Fault.ClaimsTotal(clan.Members.Count + 30)); break;
            case 3: On("memberCount is wrong", Fault.ClaimsMemberCount(clan.Members.Count + 30)); break;
            case 4: On("pages without end", Fault.HasMoreForEver); break;
            case 5: bungie.Faults.On(Target.LaterPages(id), AnyBroken()); break;
            case 6: On("ends early", Fault.EndsEarly); break;
            default: On("first page again", Fault.RepeatsFirstPage); break;
        }

        void On(string name, Fault fault) => Set(name, Target.Clan(id), fault);
    }

    private void Lie(SimulatedClan clan)
    {
        var all = Target.Clan(clan.ClanId);
        switch (chance.Next(5))
        {
            case 0: Set("few omitted", all, Fault.Omits([.. clan.Members.Where(_ => Happens(0.08)).Select(p => p.MembershipId)])); break;
            case 1: Set("some omitted", all, Fault.OmitsShare(0.1 + (chance.NextDouble() * 0.2))); break;
            case 2: Set("many omitted", all, Fault.OmitsShare(0.3 + (chance.NextDouble() * 0.6))); break;
            case 3: Set("empty roster", all, Fault.EmptyRoster); break;
            default:
                var strangers = bungie.World.People.Where(p => p.ClanId != clan.ClanId).ToArray();
                if (strangers.Length > 0)
                    Set("in two clans", all, Fault.AlsoLists(Any(strangers).MembershipId, new DateTimeOffset(2023 + chance.Next(3), 6, 1, 0, 0, 0, TimeSpan.Zero)));
                break;
        }
    }

    /// <summary>bungie.net's two counts know better than the roster, so that no answer is needed to tell this from the truth.</summary>
    private void Forget(SimulatedClan clan) =>
        Set("one or two forgotten", Target.Clan(clan.ClanId), Fault.Forgets([.. clan.Members.OrderBy(_ => chance.Next()).Take(chance.Next(1, 3)).Select(p => p.MembershipId)]));

    /// <summary>Odd, but nothing that matters.</summary>
    private void Tease(SimulatedClan clan)
    {
        var all = Target.Clan(clan.ClanId);
        var named = clan.Members.Where(p => p.BungieId is not null && !string.IsNullOrWhiteSpace(p.DisplayName)).ToArray();
        switch (chance.Next(5))
        {
            case 0: Set("late answer", all, Fault.Slow(TimeSpan.FromMilliseconds(30))); break;
            case 1: Set("success in 500", all, Fault.Status(500)); break;
            case 2: Set("wrong content type", all, Fault.WrongContentType); break;
            case 3: Set("memberCount lags", all, Fault.ClaimsMemberCount(clan.Members.Count + 2)); break;
            case 4 when named.Length > 0: Set("listed twice", all, Fault.ListsTwice(Any(named).MembershipId)); break;
        }
    }

    private void LoseMany(SimulatedClan clan)
    {
        Note("mass loss, real");
        var share = 0.25 + (chance.NextDouble() * 0.4);
        foreach (var person in clan.Members.Where(_ => Happens(share)).ToArray())
            bungie.World.Leave(person);
    }

    private HashSet<long>? HideProfiles()
    {
        if (Happens(0.05))
        {
            Set("all profiles hidden", Target.AnyProfile, Fault.Hidden);
            return null;
        }

        var hidden = new HashSet<long>();
        var people = bungie.World.People.Where(p => p.Characters.Count > 0).ToArray();
        for (var i = chance.Next(7); i > 0 && people.Length > 0; i--)
        {
            var id = Any(people).MembershipId;
            if (!hidden.Add(id))
                continue;
            if (Happens(0.4))
                bungie.Faults.ForProfile(id, AnyBroken());
            else if (Any(ProfileLies) is var (name, lie))
                Set(name, Target.Profile(id), lie);
        }

        return hidden;
    }

    private Fault AnyBroken()
    {
        var (name, fault) = Any(!Happens(0.06) ? Broken : hangs ? Slow : Slow[..2]);
        Note(name);
        return fault;
    }

    private void Set(string name, Target target, Fault fault)
    {
        Note(name);
        bungie.Faults.On(target, fault);
    }

    private void Note(string name) => Drawn[name] = Drawn.GetValueOrDefault(name) + 1;

    private T Any<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];

    private bool Happens(double share) => chance.NextDouble() < share;
}
