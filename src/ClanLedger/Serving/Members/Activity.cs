using ClanLedger.Ledger;

namespace ClanLedger.Serving.Members;

/// <summary>Play from a member's events. Pure.</summary>
internal static class Activity
{
    /// <summary>A row for each day of play, oldest first; minutes are those since the character was last seen.</summary>
    /// <param name="events">The whole stream, in order.</param>
    public static IEnumerable<ActivityItem> Of(IEnumerable<IMemberEvent> events)
    {
        var known = new Dictionary<long, int>();
        foreach (var e in events)
        {
            if (e is MemberPlayed played)
                yield return new ActivityItem(played.EffectiveDate, played.LastPlayed, Minutes(played, known), played.Characters.Count);
            foreach (var character in Seen(e))
                known[character.CharacterId] = character.MinutesPlayedTotal;
        }
    }

    private static int? Minutes(MemberPlayed played, Dictionary<long, int> known) =>
        played.Characters.All(c => known.ContainsKey(c.CharacterId)) && played.Characters.Count > 0
            ? played.Characters.Sum(c => Math.Max(0, c.MinutesPlayedTotal - known[c.CharacterId]))
            : null;

    private static IEnumerable<CharacterSeen> Seen(IMemberEvent @event) => @event switch
    {
        MemberJoined e => e.Destiny?.Characters ?? [],
        MemberReturned e => e.Characters,
        CharacterCreated e => [e.Character],
        CharacterReturned e => [e.Character],
        MemberPlayed e => e.Characters,
        _ => [],
    };
}
