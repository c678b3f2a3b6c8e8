using ClanLedger.Ledger;

namespace ClanLedger.Diffing;

/// <summary>Gathers the rows of one member.</summary>
internal sealed class MemberChangesBuilder(ChangeRow first)
{
    private readonly List<CharacterChange> _characters = [];
    private readonly long _snapshotId = first.SnapshotId;
    private readonly int? _memberId = first.MemberId;
    private readonly long? _clanId = first.ClanId;
    private readonly long? _knownClanId = first.KnownClanId;
    private readonly bool _baseline = first.Baseline;
    private readonly DateTimeOffset? _lastSeenOnline = first.LastSeenOnline;
    private readonly DateTimeOffset? _lastPlayed = first.LastPlayed;
    private MemberChangeKinds _kinds;
    private MemberAttributes? _seen, _known;
    private int? _versionsOwned, _knownVersionsOwned;
    private ClanElsewhere? _to;
    private bool _confirmed;

    public long MembershipId { get; } = first.MembershipId;

    public void Add(ChangeRow row)
    {
        switch (row.Kind)
        {
            case "character_created": Add(row, CharacterChangeKind.Created); break;
            case "character_deleted": Add(row, CharacterChangeKind.Deleted); break;
            case "character_returned": Add(row, CharacterChangeKind.Returned); break;
            case "character_played": Add(row, CharacterChangeKind.Played); break;
            default:
                if (_kinds == MemberChangeKinds.None)
                {
                    _seen = row.Seen();
                    _known = row.Known();
                    _versionsOwned = row.VersionsOwned;
                    _knownVersionsOwned = row.KnownVersionsOwned;
                    _to = row.To;
                    _confirmed = row.Confirmed;
                }

                _kinds |= KindOf(row.Kind);
                break;
        }
    }

    public MemberChanges Build() => new(
        MembershipId, _snapshotId, _memberId, _kinds, _seen, _known, _clanId, _knownClanId, _baseline,
        _lastPlayed, _lastSeenOnline, _versionsOwned, _knownVersionsOwned, _characters, _to, _confirmed);

    private void Add(ChangeRow row, CharacterChangeKind kind) =>
        _characters.Add(new CharacterChange(kind, row.CharacterId, kind == CharacterChangeKind.Deleted ? null : row.Character()));

    private static MemberChangeKinds KindOf(string kind) => kind switch
    {
        "joined" => MemberChangeKinds.Joined,
        "left" => MemberChangeKinds.Left,
        "returned" => MemberChangeKinds.Returned,
        "transferred" => MemberChangeKinds.Transferred,
        "renamed" => MemberChangeKinds.Renamed,
        "role_changed" => MemberChangeKinds.RoleChanged,
        "join_date_restated" => MemberChangeKinds.JoinDateRestated,
        "profile_changed" => MemberChangeKinds.ProfileChanged,
        "versions_changed" => MemberChangeKinds.VersionsChanged,
        "played" => MemberChangeKinds.Played,
        "seen_online" => MemberChangeKinds.SeenOnline,
        _ => throw new InvalidOperationException($"staging.fn_diff returned a change of unknown kind '{kind}'"),
    };
}
