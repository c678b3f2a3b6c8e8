using ClanLedger.Diffing;
using ClanLedger.Ledger;

namespace ClanLedger.Appending;

/// <summary>Counts a run's changes per clan, with the meaning the daily counts have always had.</summary>
public sealed class RunTally
{
    private readonly Dictionary<long, SortedDictionary<string, int>> _byClan = [];
    private readonly Dictionary<long, int> _gains = [];
    private readonly Dictionary<long, int> _movedOut = [];

    /// <summary>How many moved from a clan to another one, by clan.</summary>
    public IReadOnlyDictionary<long, int> MovedOut => _movedOut;

    /// <summary>Adds one member's changes to the clan they are in, or left.</summary>
    /// <param name="changes">What the diff found.</param>
    /// <param name="events">What was decided from it.</param>
    public void Add(MemberChanges changes, IEnumerable<IMemberEvent> events)
    {
        foreach (var e in events)
        {
            if (KeyOf(e) is { } key)
                Count(changes.CountedIn, key);
            if (e is MemberJoined or MemberReturned or MemberTransferred)
                Gain(changes.ClanId!.Value, 1);
            if (e is MemberLeft or MemberTransferred)
                Gain(changes.KnownClanId!.Value, -1);
            if (e is MemberTransferred moved)
                _movedOut[moved.FromClanId] = _movedOut.GetValueOrDefault(moved.FromClanId) + 1;
        }

        foreach (var character in changes.Characters)
        {
            if (KeyOf(character.Kind) is { } key)
                Count(changes.CountedIn, key);
        }
    }

    /// <summary>Adds members who are absent from a roster but have not left.</summary>
    public void AddDisputed(long clanId, int members)
    {
        if (members > 0)
            Count(clanId, CountKeys.Disputed, members);
    }

    /// <summary>The clan's counts that are not zero.</summary>
    public IReadOnlyDictionary<string, int> Of(long clanId) =>
        _byClan.TryGetValue(clanId, out var counts) ? counts : new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>How many members the clan has more than before; negative: fewer.</summary>
    public int GainOf(long clanId) => _gains.GetValueOrDefault(clanId);

    private void Gain(long clanId, int members) => _gains[clanId] = GainOf(clanId) + members;

    private void Count(long clanId, string key, int number = 1)
    {
        if (!_byClan.TryGetValue(clanId, out var counts))
            _byClan[clanId] = counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        counts[key] = counts.GetValueOrDefault(key) + number;
    }

    private static string? KeyOf(IMemberEvent e) => e switch
    {
        MemberJoined => CountKeys.New,
        MemberLeft => CountKeys.Disabled,
        MemberReturned => CountKeys.Return,
        MemberTransferred => CountKeys.Switch,
        GameVersionsChanged => CountKeys.Versions,
        MemberRenamed => CountKeys.Renamed,
        MemberRoleChanged => CountKeys.Role,
        MemberPlayed => CountKeys.Played,
        _ => null,
    };

    private static string? KeyOf(CharacterChangeKind kind) => kind switch
    {
        CharacterChangeKind.Created => CountKeys.CharactersNew,
        CharacterChangeKind.Deleted => CountKeys.CharactersDeleted,
        CharacterChangeKind.Returned => CountKeys.CharactersReturn,
        _ => null,
    };
}
