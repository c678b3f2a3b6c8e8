using ClanLedger.Diffing;
using ClanLedger.Ledger;

namespace ClanLedger.Specs;

/// <summary>Invented members and days for specs.</summary>
internal static class Some
{
    public static readonly DateOnly Today = new(2026, 1, 15);

    public static readonly DateTimeOffset Moment = new(2026, 1, 14, 20, 0, 0, TimeSpan.Zero);

    public static MemberNames Names(string name = "Some name") => new(name, "Some", 42, null);

    public static MemberProfile Profile() => new(3, "https://www.bungie.net/icon.png", null, null, null);

    public static MemberAttributes Attributes(string name = "Some name") => new("Member", Moment, Names(name), Profile());

    public static CharacterSeen Character(long id, int minutes = 60) => new(id, 671679327, minutes, Moment);

    public static Stay Stay(long clanId = 100, string role = "Member") => new(clanId, role, Moment);

    public static MemberJoined Joined(DateOnly day, long clanId = 100, params CharacterSeen[] characters) =>
        new(day, 1, false, Stay(clanId), Names(), Profile(), Moment, new DestinyProfile(1, Moment, characters));

    public static MemberChanges Changes(MemberChangeKinds kinds) => new(
        4611686018000000001, 7, 1, kinds, Attributes(), Attributes(), 100, 100, false, Moment, Moment, 1, 1, []);
}
