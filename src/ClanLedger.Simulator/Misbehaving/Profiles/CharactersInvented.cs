using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Profiles;

/// <summary>There are so many characters, none of which exists.</summary>
internal sealed record CharactersInvented(int Count) : ProfileFault
{
    private const long FirstCharacterId = 2305843010000000000;

    public override ShownProfile Edit(ShownProfile profile, World world)
    {
        var invented = Enumerable.Range(0, Count)
            .Select(i => new PlayedCharacter
            {
                CharacterId = FirstCharacterId + i, ClassType = i % 3, MinutesPlayed = i, LastPlayed = profile.Person.LastPlayed,
            })
            .ToArray();
        return profile with { Characters = invented, CharacterIds = invented };
    }
}
