using ClanLedger.Diffing;
using ClanLedger.Ledger;

namespace ClanLedger.Appending;

/// <summary>From what changed to what is recorded. Pure: the same changes give the same events.</summary>
public static class MemberDecision
{
    /// <summary>The events of one member in one run, in the order a reader would tell them.</summary>
    /// <param name="changes">What the diff found; empty changes give no events.</param>
    /// <param name="today">The ledger's day.</param>
    /// <param name="newMemberId">The number for someone never seen before; not asked for otherwise.</param>
    public static IEnumerable<IMemberEvent> Decide(MemberChanges changes, DateOnly today, Func<int> newMemberId)
    {
        if (changes.Has(MemberChangeKinds.Joined))
            return [Join(changes, today, newMemberId())];

        if (changes.Has(MemberChangeKinds.Left))
            return [new MemberLeft(today, changes.KnownClanId!.Value, changes.To, changes.Confirmed, changes.Baseline)];

        return [.. Moves(changes, today), .. Attributes(changes, today), .. Characters(changes, today), .. Play(changes, today)];
    }

    private static MemberJoined Join(MemberChanges c, DateOnly today, int memberId) => new(
        today, memberId, c.Baseline, StayOf(c), c.Seen!.Names, c.Seen.Profile!, c.LastSeenOnline,
        c.VersionsOwned is { } versions ? new DestinyProfile(versions, c.LastPlayed, SeenCharacters(c)) : null);

    private static IEnumerable<IMemberEvent> Moves(MemberChanges c, DateOnly today)
    {
        if (c.Has(MemberChangeKinds.Returned))
            yield return new MemberReturned(today, c.KnownClanId!.Value, StayOf(c), SeenCharacters(c), c.Baseline);

        if (c.Has(MemberChangeKinds.Transferred))
            yield return new MemberTransferred(today, c.KnownClanId!.Value, StayOf(c), c.Baseline);
    }

    private static IEnumerable<IMemberEvent> Attributes(MemberChanges c, DateOnly today)
    {
        if (c.Has(MemberChangeKinds.RoleChanged))
            yield return new MemberRoleChanged(today, c.ClanId!.Value, c.Known!.Role, c.Seen!.Role);

        if (c.Has(MemberChangeKinds.Renamed))
            yield return new MemberRenamed(today, c.Known!.Names, c.Seen!.Names);

        if (c.Has(MemberChangeKinds.ProfileChanged))
            yield return new MemberProfileChanged(today, c.Known!.Profile!, c.Seen!.Profile!);

        if (c.Has(MemberChangeKinds.JoinDateRestated))
            yield return new MemberJoinDateRestated(today, c.ClanId!.Value, c.Known!.JoinDate, c.Seen!.JoinDate);

        if (c.Has(MemberChangeKinds.VersionsChanged))
            yield return new GameVersionsChanged(today, c.KnownVersionsOwned, c.VersionsOwned!.Value);
    }

    private static IEnumerable<IMemberEvent> Characters(MemberChanges c, DateOnly today) =>
        from change in c.Characters
        where change.Kind == CharacterChangeKind.Deleted || (IsNewOrBack(change) && !c.Has(MemberChangeKinds.Returned))
        select (IMemberEvent)(change.Kind switch
        {
            CharacterChangeKind.Created => new CharacterCreated(today, change.Seen!),
            CharacterChangeKind.Returned => new CharacterReturned(today, change.Seen!),
            _ => new CharacterDeleted(today, change.CharacterId),
        });

    private static IEnumerable<IMemberEvent> Play(MemberChanges c, DateOnly today)
    {
        var played = c.Characters.Where(ch => ch.Kind == CharacterChangeKind.Played).Select(ch => ch.Seen!).ToArray();
        if (played.Length > 0 || c.Has(MemberChangeKinds.Played))
            yield return new MemberPlayed(today, c.LastPlayed, c.LastSeenOnline, played);
        else if (c.Has(MemberChangeKinds.SeenOnline))
            yield return new MemberSeenOnline(today, c.LastSeenOnline!.Value);
    }

    private static Stay StayOf(MemberChanges c) => new(c.ClanId!.Value, c.Seen!.Role, c.Seen.JoinDate);

    private static CharacterSeen[] SeenCharacters(MemberChanges c) =>
        [.. c.Characters.Where(IsNewOrBack).Select(ch => ch.Seen!)];

    private static bool IsNewOrBack(CharacterChange change) =>
        change.Kind is CharacterChangeKind.Created or CharacterChangeKind.Returned;
}
