using ClanLedger.Fetching.Wire;
using ClanLedger.Staging;

namespace ClanLedger.Fetching;

/// <summary>A clan's roster as its pages come in. Knows when it is whole.</summary>
internal sealed class Roster(long clanId)
{
    /// <summary>Pages that are read at the most: a clan has at most 100 members, and pages hold 50 or more.</summary>
    public const int MostPages = 20;

    /// <summary>totalResults and memberCount may lag behind the roster by one or two (Bungie-net/api#699).</summary>
    public const int Tolerance = 2;

    private readonly Dictionary<long, StagedMember> _members = [];
    private bool _ended;
    private int _unreadable;

    /// <summary>The distinct members read so far.</summary>
    /// <remarks>Someone listed twice, once with a blank name, is one member (Bungie-net/api#449): the blank entry is passed over.</remarks>
    public IReadOnlyCollection<StagedMember> Members
    {
        get
        {
            var named = _members.Values.Where(m => !IsBlank(m) && m.Profile.BungieId is not null).Select(m => m.Profile.BungieId).ToHashSet();
            return [.. _members.Values.Where(m => !IsBlank(m) || !named.Contains(m.Profile.BungieId))];
        }
    }

    /// <summary>bungie.net's own count, from the last page that had one.</summary>
    public int? TotalResults { get; private set; }

    /// <summary>Adds a page and says whether another must be asked for.</summary>
    /// <remarks>hasMore has been wrong (Bungie-net/api#1530, #1909) and a page 2 has repeated page 1 (#933): a page without a new member is the last.</remarks>
    public bool Add(GroupMemberPage page)
    {
        TotalResults = page.TotalResults ?? TotalResults;
        var before = _members.Count;
        foreach (var entry in page.Results ?? [])
        {
            if (MemberReading.Read(clanId, entry) is { } member)
                _members.TryAdd(member.MembershipId, member);
            else
                _unreadable++;
        }

        _ended = !page.HasMore || _members.Count == before;
        return !_ended;
    }

    /// <summary>Why the roster is not complete; null when it is.</summary>
    /// <param name="memberCount">detail.memberCount.</param>
    public string? Incomplete(int? memberCount)
    {
        var members = Members.Count;
        if (!_ended)
            return $"the roster did not end after {MostPages} pages";
        if (_unreadable > 0)
            return $"{_unreadable} on the roster cannot be read: errors within an answer are no departures"; // Bungie-net/api#1475
        if (TotalResults is null && memberCount is null)
            return "neither totalResults nor memberCount says how many members there are";
        if (Disagrees(TotalResults))
            return $"{members} members on the roster, but totalResults says {TotalResults}";
        if (Disagrees(memberCount))
            return $"{members} members on the roster, but memberCount says {memberCount}";
        return null;

        // The second entry of someone listed twice may be counted or not.
        bool Disagrees(int? claim) => claim is { } count && (count < members - Tolerance || count > _members.Count + Tolerance);
    }

    private static bool IsBlank(StagedMember member) => string.IsNullOrWhiteSpace(member.DestinyName);
}
