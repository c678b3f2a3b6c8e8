using ClanLedger.Notifying.Digesting;

namespace ClanLedger.Notifying.Rendering;

/// <summary>The headings and colours of a digest.</summary>
internal sealed record Wording(
    string Problems, string Clans, string Joined, string Left, string Returned, string Moved, string Promoted, string Demoted,
    string RoleChanged, string Renamed, int? Quiet, int? News, int? Trouble, int? Outage)
{
    /// <summary>With emoji and colours, to be taken in at a glance.</summary>
    public static readonly Wording Lively = new(
        "⚠️ Needs a look", "📋 Clans", "📥 Joined", "📤 Left", "👋 Returned", "🔀 Moved", "⬆️ Promoted", "⬇️ Demoted", "🎖️ Role changed", "✏️ Renamed",
        0x80848E, 0x3BA55D, 0xF0B232, 0xDA373C);

    /// <summary>States what the rosters say, and judges nothing.</summary>
    public static readonly Wording Neutral = new(
        "Remarks", "Clans", "New on the roster", "No longer on the roster", "On the roster again", "On another roster", "Role changed", "Role changed",
        "Role changed", "Name changed", null, null, null, null);

    /// <summary>The heading of a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="rank">Where a role stands; -1: no one knows.</param>
    public string Of(Change change, Func<string, int> rank) => change switch
    {
        Digesting.Joined => Joined,
        Digesting.Left => Left,
        Digesting.Returned => Returned,
        Digesting.Moved => Moved,
        Digesting.RoleChanged { Old: var old, New: var now } when rank(old) < 0 || rank(now) < 0 => RoleChanged,
        Digesting.RoleChanged { Old: var old, New: var now } => rank(now) > rank(old) ? Promoted : Demoted,
        Digesting.Renamed => Renamed,
        _ => throw new NotSupportedException($"No heading for the change {change.GetType().Name}"),
    };
}
