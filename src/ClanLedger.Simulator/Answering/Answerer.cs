using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Simulator.Misbehaving.Profiles;
using ClanLedger.Simulator.Misbehaving.Rosters;
using ClanLedger.Simulator.Misbehaving.Wire;

namespace ClanLedger.Simulator.Answering;

/// <summary>Answers from the world, or what a fault makes of it.</summary>
internal sealed class Answerer(World world, SimulatorOptions options)
{
    private static readonly ErrorAnswer NoClan = new(622, "GroupNotFound", 404);
    private static readonly ErrorAnswer NoAccount = new(18, "InvalidParameters", 400);
    private static readonly ErrorAnswer NoEndpoint = new(21, "NotFound", 404);

    private FrozenDictionary<Question, Answer> _ahead = FrozenDictionary<Question, Answer>.Empty;

    /// <summary>Writes out everyone's profile as it is now: from now on it is answered so, unless something goes wrong on purpose.</summary>
    public void WriteProfiles()
    {
        lock (world.Gate)
            _ahead = world.People.Select(p => new Question.Profile(p.MembershipType, p.MembershipId)).ToFrozenDictionary(q => (Question)q, q => Profile(q, null));
    }

    public Answer To(Question question, Fault? fault)
    {
        if (fault is null && _ahead.TryGetValue(question, out var written))
            return written;
        lock (world.Gate)
        {
            return question switch
            {
                Question.Detail detail => Detail(detail, fault as RosterFault),
                Question.Page page => Page(page, fault as RosterFault),
                Question.Profile profile => Profile(profile, fault as ProfileFault),
                Question.MembershipOf membership => MembershipOf(membership),
                _ => NoEndpoint.Answer,
            };
        }
    }

    private Answer Detail(Question.Detail asked, RosterFault? fault)
    {
        if (world.Clan(asked.ClanId) is not { } clan)
            return NoClan.Answer;
        var count = fault is null ? clan.Roster.Count : fault.MemberCount(RosterOf(clan, fault).Members.Count);
        return Success(json => GroupAnswers.Group(json, clan, count));
    }

    private Answer Page(Question.Page asked, RosterFault? fault)
    {
        if (world.Clan(asked.ClanId) is not { } clan)
            return NoClan.Answer;
        var roster = RosterOf(clan, fault);
        var page = fault is null ? roster.Page(asked.Number) : fault.Page(roster, asked.Number);
        return Success(json => GroupAnswers.Members(json, page));
    }

    private Answer Profile(Question.Profile asked, ProfileFault? fault)
    {
        if (Who(asked.MembershipType, asked.MembershipId) is not { } person)
            return NoAccount.Answer;
        var shown = new ShownProfile(person);
        return Success(json => ProfileAnswers.Profile(json, fault is null ? shown : fault.Edit(shown, world), world.At(23)));
    }

    private Answer MembershipOf(Question.MembershipOf asked)
    {
        if (Who(asked.MembershipType, asked.MembershipId) is not { } person)
            return NoAccount.Answer;
        return Success(json => GroupAnswers.MembershipOf(json, person, person.ClanId is { } id ? world.Clan(id) : null));
    }

    private Roster RosterOf(SimulatedClan clan, RosterFault? fault)
    {
        var listed = clan.Roster.Select(p => new Listing(p, clan.ClanId)).ToArray();
        if (options.ShuffleMembers)
            new Random(unchecked((int)Chance.Of(world.Seed, world.Day.DayNumber, clan.ClanId))).Shuffle(listed);
        IReadOnlyList<Listing> members = fault is null ? listed : [.. fault.Members(listed, clan, world)];
        return new Roster(clan, members, options.PageSize, options.RepeatMembersAcrossPages);
    }

    private Person? Who(int membershipType, long membershipId) =>
        world.Who(membershipId) is { } person && person.MembershipType == membershipType ? person : null;

    private static Answer Success(Action<Utf8JsonWriter> response)
    {
        var body = new ArrayBufferWriter<byte>(6 * 1024);
        Envelope.Success(body, response);
        return new Answer(200, body.WrittenMemory);
    }
}
