using ClanLedger.Ledger;

namespace ClanLedger.Projecting;

/// <summary>What a page of events changes about one member: the fields it touches, and null for the others.</summary>
/// <param name="membershipId">Destiny membershipId.</param>
/// <param name="mentioned">The characters that the page mentions, whoever they belong to.</param>
internal sealed class MemberPatch(long membershipId, Dictionary<long, CharacterPatch> mentioned)
{
    private readonly Dictionary<long, CharacterPatch> _characters = [];
    private readonly List<StayPatch> _stays = [];

    public long MembershipId { get; } = membershipId;

    /// <summary>Set when the member joined within the page: a new row.</summary>
    public int? MemberId { get; private set; }

    /// <summary>Whether the rows of who joined are there: the member's own, their stays and their names.</summary>
    public bool Copied { get; set; }

    public DateOnly? Added { get; private set; }
    public long? ClanId { get; private set; }
    public string? Role { get; private set; }
    public DateTimeOffset? JoinDate { get; private set; }
    public MemberNames? Names { get; private set; }
    public MemberProfile? Profile { get; private set; }
    public DateTimeOffset? LastSeenOnline { get; private set; }
    public DateTimeOffset? LastPlayed { get; private set; }
    public int? VersionsOwned { get; private set; }

    /// <summary>True after a leave, false after a return, null when the page holds neither.</summary>
    public bool? Gone { get; private set; }

    public DateOnly? Deleted { get; private set; }

    /// <summary>What bungie.net now says of when the stay began that was open before the page.</summary>
    public DateTimeOffset? RestatesStay { get; private set; }

    /// <summary>The day on which the stay that was open before the page ended.</summary>
    public DateOnly? ClosesStay { get; private set; }

    /// <summary>The day on which characters that the page does not mention were closed.</summary>
    public DateOnly? ClosesCharacters { get; private set; }

    /// <summary>What the page says about how they were before.</summary>
    public MemberHistory History { get; } = new();

    public IReadOnlyList<StayPatch> Stays => _stays;
    public IReadOnlyCollection<CharacterPatch> Characters => _characters.Values;

    public void Apply(IMemberEvent @event)
    {
        switch (@event)
        {
            case MemberJoined e:
                (MemberId, Added, Names, Profile, LastSeenOnline) = (e.MemberId, e.EffectiveDate, e.Names, e.Profile, e.LastSeenOnline);
                (VersionsOwned, LastPlayed) = (e.Destiny?.VersionsOwned, e.Destiny?.LastPlayed);
                Open(e.Stay, e.EffectiveDate, e.Baseline);
                See(e.Destiny?.Characters ?? [], e.EffectiveDate);
                break;
            case MemberLeft e:
                Leave(e.EffectiveDate);
                break;
            case MemberReturned e:
                (Gone, Deleted) = (false, null);
                Open(e.Stay, e.EffectiveDate, e.Baseline);
                See(e.Characters, e.EffectiveDate);
                break;
            case MemberTransferred e:
                CloseStay(e.EffectiveDate);
                Open(e.Stay, e.EffectiveDate, e.Baseline);
                break;
            case MemberRenamed e: Names = e.New; break;
            case MemberRoleChanged e: Role = e.New; break;
            case MemberJoinDateRestated e: Restate(e.New); break;
            case MemberProfileChanged e: Profile = e.New; break;
            case GameVersionsChanged e: VersionsOwned = e.New; break;
            case CharacterCreated e: See(e.Character, e.EffectiveDate); break;
            case CharacterReturned e: See(e.Character, e.EffectiveDate); break;
            case CharacterDeleted e: Character(e.CharacterId).Deleted = e.EffectiveDate; break;
            case MemberPlayed e:
                LastPlayed = e.LastPlayed ?? LastPlayed;
                LastSeenOnline = e.LastSeenOnline ?? LastSeenOnline;
                See(e.Characters, e.EffectiveDate);
                break;
            case MemberSeenOnline e: LastSeenOnline = e.LastSeenOnline; break;
            default: throw new NotSupportedException($"groups.t_members does not know the event {@event.GetType().Name}");
        }
    }

    private void Leave(DateOnly day)
    {
        (Gone, Deleted) = (true, day);
        CloseStay(day);
        ClosesCharacters ??= day;
        foreach (var character in _characters.Values)
            character.Deleted ??= day;
    }

    private void Open(Stay stay, DateOnly day, bool baseline)
    {
        (ClanId, Role, JoinDate) = (stay.ClanId, stay.Role, stay.JoinDate);
        _stays.Add(new StayPatch(this, _stays.Count + 1, stay.ClanId, day, baseline, stay.JoinDate));
    }

    private void Restate(DateTimeOffset? joinDate)
    {
        JoinDate = joinDate ?? JoinDate;
        if (_stays.Count > 0)
            _stays[^1].JoinDate = joinDate ?? _stays[^1].JoinDate;
        else
            RestatesStay = joinDate ?? RestatesStay;
    }

    private void CloseStay(DateOnly day)
    {
        if (_stays.Count > 0)
            _stays[^1].Closed = day;
        else
            ClosesStay = day;
    }

    private void See(IEnumerable<CharacterSeen> characters, DateOnly day)
    {
        foreach (var character in characters)
            See(character, day);
    }

    private void See(CharacterSeen character, DateOnly day)
    {
        var patch = Character(character.CharacterId);
        patch.Seen = character;
        patch.FirstSeen ??= day;
        patch.Deleted = null;
    }

    /// <summary>A character belongs to whoever was seen with it last.</summary>
    private CharacterPatch Character(long id)
    {
        if (_characters.TryGetValue(id, out var patch))
            return patch;
        if (mentioned.TryGetValue(id, out patch))
            patch.Owner._characters.Remove(id);
        else
            mentioned[id] = patch = new CharacterPatch(id, this);
        patch.Owner = this;
        return _characters[id] = patch;
    }
}

/// <summary>A stay that began within the page.</summary>
internal sealed class StayPatch(MemberPatch owner, int ordinal, long clanId, DateOnly joined, bool baseline, DateTimeOffset? joinDate)
{
    public MemberPatch Owner { get; } = owner;

    /// <summary>1, 2, ... within the page.</summary>
    public int Ordinal { get; } = ordinal;

    public long ClanId { get; } = clanId;
    public DateOnly Joined { get; } = joined;
    public bool Baseline { get; } = baseline;
    public DateTimeOffset? JoinDate { get; set; } = joinDate;
    public DateOnly? Closed { get; set; }
}

/// <summary>A character that the page mentions: where it ends.</summary>
internal sealed class CharacterPatch(long characterId, MemberPatch owner)
{
    public long CharacterId { get; } = characterId;

    public MemberPatch Owner { get; set; } = owner;

    /// <summary>Null when the page only deletes it.</summary>
    public CharacterSeen? Seen { get; set; }

    public DateOnly? FirstSeen { get; set; }
    public DateOnly? Deleted { get; set; }

    /// <summary>Whether its row is there.</summary>
    public bool Copied { get; set; }
}
