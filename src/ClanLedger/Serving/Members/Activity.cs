using ClanLedger.Ledger;

namespace ClanLedger.Serving.Members;

/// <summary>Play from a member's events. Pure.</summary>
internal static class Activity
{
    /// <summary>A row for each day of play, oldest first; minutes are those since the character was last seen, or was made.</summary>
    /// <param name="events">The whole stream, in order.</param>
    public static IEnumerable<ActivityItem> Of(IEnumerable<IMemberEvent> events)
    {
        var known = new Dictionary<long, int>();
        var (day, wasSeen, made) = (default(DateOnly), false, new List<int>());
        foreach (var e in events)
        {
            if (e.EffectiveDate != day)
                (day, wasSeen, made) = (e.EffectiveDate, known.Count > 0, []);

            // Of who was seen before, a new character is new; else the profile was hidden until now, and its minutes are of a whole past.
            if ((wasSeen && e is CharacterCreated) || (e is CharacterReturned r && known.ContainsKey(r.Character.CharacterId)))
                made.AddRange(Seen(e).Select(c => Minutes(c, known)));
            if (e is MemberPlayed played)
            {
                yield return new ActivityItem(day, played.LastPlayed, Minutes(played.Characters, made, known), played.Characters.Count + made.Count);
                made = [];
            }

            foreach (var character in Seen(e))
                known[character.CharacterId] = character.MinutesPlayedTotal;
        }
    }

    private static int? Minutes(IReadOnlyList<CharacterSeen> played, List<int> made, Dictionary<long, int> known) =>
        played.All(c => known.ContainsKey(c.CharacterId)) && played.Count + made.Count > 0 ? played.Sum(c => Minutes(c, known)) + made.Sum() : null;

    private static int Minutes(CharacterSeen character, Dictionary<long, int> known) =>
        Math.Max(0, character.MinutesPlayedTotal - known.GetValueOrDefault(character.CharacterId));

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
