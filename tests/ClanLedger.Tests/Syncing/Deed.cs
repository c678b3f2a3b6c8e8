using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Tests.Syncing;

/// <summary>Something that happens in a small world, as data: numbers mean whoever and whatever exists when it happens.</summary>
/// <param name="Kind">What.</param>
/// <param name="Who">Number of a person.</param>
/// <param name="Where">Number of a clan.</param>
/// <param name="What">Which of several.</param>
internal sealed record Deed(DeedKind Kind, int Who, int Where, int What)
{
    private const int MostPeople = 12;

    private static readonly string?[] Names = ["Crota", "Oryx ☠", "", null, "a\0b", "Crota's \"wife\"", "👩‍👩‍👧‍👦"];

    private static readonly Fault Maintenance = Fault.Error(5, "SystemDisabled", 503);

    /// <summary>Lets it happen.</summary>
    /// <param name="bungie">The world and its faults.</param>
    /// <param name="broken">Clans that can not be read.</param>
    public void Happen(SimulatedBungie bungie, HashSet<long> broken)
    {
        var world = bungie.World;
        var clan = world.Clans.ElementAt(Where % world.Clans.Count);
        if (Kind == DeedKind.Break)
            Toggle(bungie, clan.ClanId, broken);
        else if (Kind == DeedKind.Join && world.People.Count < MostPeople)
            world.Join(clan, Names[What % 3]!);
        else if (world.People.Count > 0)
            Happen(world, world.People.ElementAt(Who % world.People.Count), clan);
    }

    private void Happen(World world, Person person, SimulatedClan clan)
    {
        switch (Kind)
        {
            case DeedKind.Leave: world.Leave(person); break;
            case DeedKind.Move: world.Transfer(person, clan); break;
            case DeedKind.Rename: world.Change(() => person.DisplayName = Names[What % Names.Length] ?? ""); break;
            case DeedKind.RenameGlobally: world.Change(() => (person.GlobalName, person.GlobalNameCode) = (Names[What % Names.Length], (short)Who)); break;
            case DeedKind.Promote: world.Promote(person, 1 + (What % 5)); break;
            case DeedKind.Play: world.Play(person, What); break;
            case DeedKind.BuyVersions: world.Change(() => person.VersionsOwned = What); break;
            case DeedKind.ChangePlatform: world.Change(() => person.MembershipType = 1 + (What % 3)); break;
            case DeedKind.LinkAccount: world.Change(() => (person.BungieId, person.EmptyBungieInfo) = (person.BungieId is null ? 77 : null, What % 2 == 0)); break;
            case DeedKind.TurnPrivate: world.Change(() => person.Private = !person.Private); break;
            case DeedKind.AddCharacter: world.AddCharacter(person, What % 3, What); break;
            case DeedKind.DeleteCharacter when person.Characters.Count > 0:
                world.DeleteCharacter(person, person.Characters[What % person.Characters.Count]);
                break;
            case DeedKind.RestoreCharacter when person.DeletedCharacters.Count > 0:
                world.RestoreCharacter(person, person.DeletedCharacters[What % person.DeletedCharacters.Count]);
                break;
        }
    }

    private static void Toggle(SimulatedBungie bungie, long clanId, HashSet<long> broken)
    {
        if (!broken.Remove(clanId))
            broken.Add(clanId);
        bungie.Faults.Clear();
        foreach (var id in broken)
            bungie.Faults.ForClan(id, Maintenance);
    }
}

/// <summary>Kinds of deeds.</summary>
internal enum DeedKind
{
    Sync,
    Join,
    Leave,
    Move,
    Rename,
    RenameGlobally,
    Promote,
    Play,
    BuyVersions,
    ChangePlatform,
    LinkAccount,
    TurnPrivate,
    AddCharacter,
    DeleteCharacter,
    RestoreCharacter,
    Break,
}
