using System.Globalization;
using ClanLedger.Ledger;
using ClanLedger.Serving.Answering;

namespace ClanLedger.Serving.Rosters;

/// <summary>What differs between the ends of two days; what happened and was undone in between is not in it.</summary>
/// <param name="Name">Name of the clan or group.</param>
/// <param name="From">The earlier day.</param>
/// <param name="To">The later day.</param>
/// <param name="FromObserved">The day whose rosters stand for <paramref name="From"/>.</param>
/// <param name="ToObserved">The day whose rosters stand for <paramref name="To"/>.</param>
/// <param name="Items">By name.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last.</param>
public sealed record DiffAnswer(
    string Name, DateOnly From, DateOnly To, DateOnly? FromObserved, DateOnly? ToObserved, IReadOnlyList<DiffItem> Items,
    string? NextCursor) : IListing<DiffItem>;

/// <summary>One difference.</summary>
/// <param name="Kind">joined, known (of a clan that was first observed in between: nobody knows since when), left, moved (between clans of the group), renamed or role.</param>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Destiny name on the later day, or when they left.</param>
/// <param name="Before">Clan, role or name before; null for those who joined.</param>
/// <param name="After">Clan, role or name after; null for those who left.</param>
public sealed record DiffItem(string Kind, long MembershipId, int MemberId, string Name, string? Before, string? After)
{
    /// <summary>In the order of the list.</summary>
    internal static int Compare((string Key, int MemberId, string Kind) a, (string Key, int MemberId, string Kind) b) =>
        string.CompareOrdinal(a.Key, b.Key) is var name and not 0 ? name
        : a.MemberId != b.MemberId ? a.MemberId.CompareTo(b.MemberId)
        : string.CompareOrdinal(a.Kind, b.Kind);

    /// <summary>Its place in the list: however long the name is, its key fits a cursor.</summary>
    internal (string Key, int MemberId, string Kind) Place => (NameKeys.Of(Name), MemberId, Kind);

    /// <summary>Its place as a cursor.</summary>
    internal string Cursor() => Asking.Cursor.Of(Place.Key, MemberId.ToString(CultureInfo.InvariantCulture), Kind);
}

/// <summary>Compares two rosters. Pure.</summary>
internal static class RosterDiff
{
    public static IReadOnlyList<DiffItem> Between(IEnumerable<RosterMember> before, IEnumerable<RosterMember> after)
    {
        var (was, now) = (before.ToDictionary(m => m.MemberId), after.ToDictionary(m => m.MemberId));
        return
        [
            .. was.Keys.Union(now.Keys).SelectMany(id => Of(was.GetValueOrDefault(id), now.GetValueOrDefault(id)))
                .Order(Comparer<DiffItem>.Create((a, b) => DiffItem.Compare(a.Place, b.Place))),
        ];
    }

    private static IEnumerable<DiffItem> Of(RosterMember? was, RosterMember? now) => (was, now) switch
    {
        (null, { } m) => [Item(m.Baseline ? "known" : "joined", m, null, m.Role)],
        ({ } m, null) => [Item("left", m, m.Role, null)],
        ({ } a, { } b) => Changed(a, b),
        _ => [],
    };

    private static IEnumerable<DiffItem> Changed(RosterMember was, RosterMember now)
    {
        if (was.ClanId != now.ClanId)
            yield return Item("moved", now, $"{was.ClanId}", $"{now.ClanId}");
        if (was.Names != now.Names)
            yield return Item("renamed", now, Called(was), Called(now));
        if (was.Role != now.Role)
            yield return Item("role", now, was.Role, now.Role);
    }

    private static string Called(RosterMember m) =>
        m.Names.BungieGlobal is { } global && global != m.Names.DestinyName ? $"{m.Names.DestinyName} ({global})" : m.Names.DestinyName;

    private static DiffItem Item(string kind, RosterMember m, string? before, string? after) =>
        new(kind, m.MembershipId, m.MemberId, m.Names.DestinyName, before, after);
}
