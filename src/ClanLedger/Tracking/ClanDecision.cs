using ClanLedger.Hosting;
using ClanLedger.Ledger;

namespace ClanLedger.Tracking;

/// <summary>From what an admin asks for to events. Pure; asking again for what already is gives none.</summary>
internal static class ClanDecision
{
    public static IReadOnlyList<object> Add(KnownClan known, ClanNames? names, string? group, DateOnly today)
    {
        var events = new List<object>();
        if (!known.Tracked)
            events.Add(new ClanTracked(today, names ?? new ClanNames(null, null)));
        if (group is not null && !known.InGroup)
            events.Add(new ClanGrouped(today, known.GroupId ?? known.NextGroupId, group));
        return events;
    }

    /// <exception cref="UserErrorException">There is nothing to remove.</exception>
    public static IReadOnlyList<object> Remove(long clanId, KnownClan known, string? group, DateOnly today)
    {
        if (group is not null)
        {
            return known is { InGroup: true, GroupId: { } groupId }
                ? [new ClanUngrouped(today, groupId)]
                : throw new UserErrorException($"Clan {clanId} is not in the group '{group}': see `clans list`");
        }

        return known.Tracked
            ? [new ClanUntracked(today)]
            : throw new UserErrorException($"Clan {clanId} is not tracked: see `clans list`");
    }
}
