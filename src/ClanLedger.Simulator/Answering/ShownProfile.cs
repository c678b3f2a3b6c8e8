namespace ClanLedger.Simulator.Answering;

/// <summary>What a profile shows of a person.</summary>
internal sealed record ShownProfile(Person Person)
{
    /// <summary>Whether the component profiles (100) comes with data.</summary>
    public bool ShowsProfile { get; init; } = !Person.Private;

    /// <summary>Whether the component characters (200) comes with data.</summary>
    public bool ShowsCharacters { get; init; } = !Person.Private;

    public long MembershipId { get; init; } = Person.MembershipId;

    public int MembershipType { get; init; } = Person.MembershipType;

    /// <summary>characters.data.</summary>
    public IReadOnlyList<PlayedCharacter> Characters { get; init; } = Person.Characters;

    /// <summary>profile.data.characterIds.</summary>
    public IReadOnlyList<PlayedCharacter> CharacterIds { get; init; } = Person.Characters;
}
