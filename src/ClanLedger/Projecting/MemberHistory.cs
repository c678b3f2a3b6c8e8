using ClanLedger.Ledger;

namespace ClanLedger.Projecting;

/// <summary>What a page of events says about how one member was before: what time travel, searches and lists of changes read.</summary>
internal sealed class MemberHistory
{
    private readonly List<MemberChanged> _changes = [];
    private readonly List<FormerPlay> _formerPlays = [];

    /// <summary>Names by the day that ended them; of several on a day the first, which held the evening before.</summary>
    public Dictionary<DateOnly, MemberNames> FormerNames { get; } = [];

    /// <summary>Roles by the day that ended them; null: the one that the table has before the page.</summary>
    public Dictionary<DateOnly, string?> FormerRoles { get; } = [];

    /// <summary>Last plays that others ended; of several on a day the first counts.</summary>
    public IReadOnlyList<FormerPlay> FormerPlays => _formerPlays;

    /// <summary>Every name taken.</summary>
    public HashSet<string> KnownNames { get; } = new(StringComparer.Ordinal);

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<MemberChanged> Changes => _changes;

    /// <summary>Takes note of an event.</summary>
    /// <param name="event">The event.</param>
    /// <param name="eventId">Its id.</param>
    /// <param name="before">The member as the page has them before it.</param>
    public void Note(IMemberEvent @event, Guid eventId, MemberPatch before)
    {
        switch (@event)
        {
            case MemberJoined e:
                KnownNames.UnionWith(NameKeys.Of(e.Names));
                break;
            case MemberRenamed e:
                FormerNames.TryAdd(e.EffectiveDate, e.Old);
                KnownNames.UnionWith(NameKeys.Of(e.New));
                break;
            case MemberRoleChanged or MemberReturned or MemberTransferred:
                FormerRoles.TryAdd(@event.EffectiveDate, before.Role);
                break;
            case MemberPlayed { LastPlayed: not null } e when _formerPlays.Count == 0 || _formerPlays[^1].Until != e.EffectiveDate:
                _formerPlays.Add(new FormerPlay(e.EffectiveDate, before.MemberId is not null || before.LastPlayed is not null, before.LastPlayed));
                break;
        }

        if (@event is not (MemberPlayed or MemberSeenOnline or MemberJoined { Baseline: true }))
            _changes.Add(new MemberChanged(@event, eventId, ClanOf(@event) ?? before.ClanId, (@event as MemberTransferred)?.FromClanId));
    }

    private static long? ClanOf(IMemberEvent @event) => @event switch
    {
        MemberJoined e => e.Stay.ClanId,
        MemberReturned e => e.Stay.ClanId,
        MemberTransferred e => e.Stay.ClanId,
        MemberLeft e => e.ClanId,
        _ => null,
    };
}

/// <summary>Something that happened to a member.</summary>
/// <param name="Event">What.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="ClanId">The clan the member was in, or left; null: the one that the table has before the page.</param>
/// <param name="FromClanId">Of a transfer: the clan the member came from.</param>
internal sealed record MemberChanged(IMemberEvent Event, Guid EventId, long? ClanId, long? FromClanId);

/// <summary>A last play that another ended. Nine tenths of all events end one, and a replay holds all of them at once: a struct, in a list.</summary>
/// <param name="Until">The day that ended it.</param>
/// <param name="OfPage">Whether the page knows it, or the table does.</param>
/// <param name="LastPlayed">UTC; null when no profile had been seen, or the table knows it.</param>
internal readonly record struct FormerPlay(DateOnly Until, bool OfPage, DateTimeOffset? LastPlayed);
