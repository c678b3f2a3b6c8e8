namespace ClanLedger.Simulator.Answering;

/// <summary>An entry of a roster: a person as the clan lists them.</summary>
internal sealed record Listing(Person Person, long ClanId)
{
    public long MembershipId { get; init; } = Person.MembershipId;

    public int MembershipType { get; init; } = Person.MembershipType;

    /// <summary>May hold a surrogate without its other half.</summary>
    public string DisplayName { get; init; } = Person.DisplayName;

    public DateTimeOffset JoinDate { get; init; } = Person.JoinDate;

    /// <summary>Another membership of the person is played in place of this one, by cross save.</summary>
    public bool Overridden { get; init; }
}
