using System.Globalization;
using ClanLedger.Ledger;
using ClanLedger.Serving.Asking;

namespace ClanLedger.Serving.Rosters;

/// <summary>An order of rosters in which no two members are equal, so that pages neither repeat nor skip. Pure.</summary>
/// <param name="sort">One of the choices of <see cref="Parameters.Sort"/>; null: by role.</param>
internal sealed class RosterOrder(string? sort) : IComparer<RosterOrder.Key>
{
    private readonly string _by = sort?.TrimStart('-') ?? "role";
    private readonly int _sign = sort is ['-', ..] ? -1 : 1;

    /// <summary>Where a member stands.</summary>
    public sealed record Key(string First, string Name, int MemberId)
    {
        /// <summary>As a cursor.</summary>
        public string Cursor() => Asking.Cursor.Of(First, Name, MemberId.ToString(CultureInfo.InvariantCulture));

        /// <summary>From the values of a cursor.</summary>
        public static Key Of(string[] values) => new(values[0], values[1], int.Parse(values[2], CultureInfo.InvariantCulture));
    }

    public Key Of(RosterMember m) => new(
        _by switch
        {
            "name" => "",
            "joined" => m.Joined.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "lastPlayed" => m.LastPlayed?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) ?? "",
            _ => (9 - Roles.Rank(m.Role)).ToString("00", CultureInfo.InvariantCulture),
        },
        NameKeys.Of(m.Names.DestinyName), m.MemberId);

    public int Compare(Key? x, Key? y)
    {
        var first = string.CompareOrdinal(x!.First, y!.First);
        var name = first != 0 ? first : string.CompareOrdinal(x.Name, y.Name);
        return _sign * (name != 0 ? name : x.MemberId.CompareTo(y.MemberId));
    }
}
