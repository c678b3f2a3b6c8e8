using ClanLedger.Simulator;
using ClanLedger.Tests.Syncing;

namespace ClanLedger.Tests.Soaking;

/// <summary>What may be believed of each day, by the rules as they are told to users, worked out without the ledger's code.</summary>
/// <remarks>
/// A roster without at least 5 members, and more than a fifth, of those known to be in its clan (on no roster at all), or without anyone,
/// is held. The third in a row that says the same is believed after all: nobody is back whom the one before lacked, not so many more are
/// absent that a roster would be held for them, and an empty one follows an empty one. Who is on no believed roster has left, unless they are
/// on a held one, or say when asked that they are in that clan still, or in another whose roster is not believed, or, for the first time, in
/// another whose roster is believed and does not list them. By a roster that is short of
/// both of bungie.net's counts nobody has left who does not say so, unless it is believed after days and they were absent from the one before as
/// well. No more than 50 of a clan are asked about, unless it was held for days.
/// </remarks>
internal sealed class Judgement(World world, IReadOnlyList<long> tracked) : Doubt
{
    private const int MostAsked = 50;

    private readonly Dictionary<long, (int Row, HashSet<long> Listed, HashSet<long> ListedAnywhere)> _held = [];
    private readonly HashSet<long> _observed = [];
    private readonly Dictionary<long, int> _absent = [];
    private readonly Dictionary<long, HashSet<long>> _accepted = [];
    private readonly HashSet<long> _short = [];
    private readonly Dictionary<long, Dictionary<long, long?>> _answers = [];
    private readonly Dictionary<long, Dictionary<long, long?>> _answersBefore = [];
    private HashSet<long> _believed = [];
    private HashSet<long> _listedOnHeld = [];

    public Troubles Troubles { get; set; } = new(new HashSet<long>(), new HashSet<long>(), false, new HashSet<long>());

    /// <summary>Clans that are held now.</summary>
    public int Held => _held.Count;

    public override IReadOnlyCollection<long> Believe(
        IReadOnlyDictionary<long, NaiveRoster> rosters, IReadOnlyDictionary<long, NaiveMember> known, DateOnly day)
    {
        var listed = rosters.Values.SelectMany(r => r.Entries.Keys).ToHashSet();
        (_believed, _listedOnHeld) = ([], []);
        _absent.Clear();
        _accepted.Clear();
        _short.Clear();
        foreach (var (clan, roster) in rosters)
        {
            var present = known.Where(m => m.Value.Deleted is null && m.Value.Clan == clan).Select(m => m.Key).ToArray();
            _absent[clan] = present.Count(id => !listed.Contains(id));
            if (roster.Entries.Count < Math.Min(roster.Total, roster.MemberCount))
                _short.Add(clan);
            if (Believes(clan, roster.Entries.Keys.ToHashSet(), present, listed))
                _believed.Add(clan);
            else
                _listedOnHeld.UnionWith(roster.Entries.Keys);
        }

        foreach (var clan in _believed)
            (_answersBefore[clan], _answers[clan]) = (_answers.GetValueOrDefault(clan) ?? [], []);
        return _believed;
    }

    public override bool IsStillThere(long membershipId, long clan)
    {
        if (_listedOnHeld.Contains(membershipId))
            return true;
        if (Troubles.Unanswered || (_absent[clan] > MostAsked && !_accepted.ContainsKey(clan)))
            return _short.Contains(clan) && !(_accepted.TryGetValue(clan, out var before) && !before.Contains(membershipId));
        var now = _answers[clan][membershipId] = world.People.Single(p => p.MembershipId == membershipId).ClanId;
        return now == clan || (now is { } other && tracked.Contains(other)
            && (!_believed.Contains(other) || !_answersBefore[clan].TryGetValue(membershipId, out var told) || told != other));
    }

    public override bool SaidToBe(long membershipId, long absentFrom, long clan) =>
        _answers.TryGetValue(absentFrom, out var answers) && answers.TryGetValue(membershipId, out var answer) && answer == clan;

    public override bool Hides(long membershipId) => Troubles.Hidden?.Contains(membershipId) != false;

    private bool Believes(long clan, HashSet<long> roster, long[] present, HashSet<long> listed)
    {
        var absent = present.Where(id => !listed.Contains(id)).ToArray();
        var first = _observed.Add(clan);
        if (first || present.Length == 0 || (roster.Count > 0 && !AreTooMany(absent.Length, present.Length)))
        {
            _held.Remove(clan);
            return true;
        }

        var same = _held.TryGetValue(clan, out var before)
            && !present.Any(id => !before.Listed.Contains(id) && roster.Contains(id))
            && (roster.Count == 0 ? before.Listed.Count == 0 : !AreTooMany(absent.Count(before.ListedAnywhere.Contains), present.Length));
        var row = same ? before.Row + 1 : 1;
        _held[clan] = (row, roster, listed);
        return row >= 3 && _held.Remove(clan) && _accepted.TryAdd(clan, before.Listed);
    }

    private static bool AreTooMany(int absent, int known) => absent >= 5 && absent * 5 > known;
}
