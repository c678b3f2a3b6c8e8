using ClanLedger.Ledger;

namespace ClanLedger.Notifying.Digesting;

/// <summary>What happened to one member in a run.</summary>
/// <param name="Kind">Under which heading it is told.</param>
/// <param name="Who">The member's names when the run was over.</param>
/// <param name="ClanId">The clan it concerns.</param>
public abstract record Change(DigestKind Kind, MemberNames Who, long ClanId)
{
    /// <summary>Whether the clan gained a member by it, lost one, or neither.</summary>
    public virtual int Gain(long clanId) => 0;

    /// <summary>Whether it is news to people of that clan.</summary>
    public virtual bool Concerns(long clanId) => clanId == ClanId;
}

/// <summary>First seen in a tracked clan.</summary>
public sealed record Joined(MemberNames Who, long ClanId) : Change(DigestKind.Joined, Who, ClanId)
{
    /// <inheritdoc/>
    public override int Gain(long clanId) => clanId == ClanId ? 1 : 0;
}

/// <summary>Gone from a clan.</summary>
/// <param name="Who">The member.</param>
/// <param name="ClanId">The clan they left.</param>
/// <param name="Since">Since when they had been in it; null: not known.</param>
/// <param name="AtLeast">They were there when the clan was first observed, and bungie.net never said since when.</param>
/// <param name="To">The clan they are in now, when that is known.</param>
public sealed record Left(MemberNames Who, long ClanId, DateOnly? Since, bool AtLeast, ClanElsewhere? To) : Change(DigestKind.Left, Who, ClanId)
{
    /// <inheritdoc/>
    public override int Gain(long clanId) => clanId == ClanId ? -1 : 0;
}

/// <summary>A former member, seen again.</summary>
/// <param name="Who">The member.</param>
/// <param name="ClanId">The clan they are in now.</param>
/// <param name="FormerClanId">The clan they had left.</param>
/// <param name="LeftOn">When they had left it; null: not known.</param>
public sealed record Returned(MemberNames Who, long ClanId, long FormerClanId, DateOnly? LeftOn) : Change(DigestKind.Returned, Who, ClanId)
{
    /// <inheritdoc/>
    public override int Gain(long clanId) => clanId == ClanId ? 1 : 0;
}

/// <summary>From one tracked clan to another.</summary>
/// <param name="Who">The member.</param>
/// <param name="ClanId">The clan they are in now.</param>
/// <param name="FromClanId">The clan they came from.</param>
public sealed record Moved(MemberNames Who, long ClanId, long FromClanId) : Change(DigestKind.Moved, Who, ClanId)
{
    /// <inheritdoc/>
    public override int Gain(long clanId) => clanId == ClanId ? 1 : clanId == FromClanId ? -1 : 0;

    /// <inheritdoc/>
    public override bool Concerns(long clanId) => clanId == ClanId || clanId == FromClanId;
}

/// <summary>Promoted or demoted, by the names of the roles.</summary>
public sealed record RoleChanged(MemberNames Who, long ClanId, string Old, string New) : Change(DigestKind.Roles, Who, ClanId);

/// <summary>Under another name.</summary>
/// <param name="Who">The names now.</param>
/// <param name="ClanId">Their clan.</param>
/// <param name="Old">The names before.</param>
public sealed record Renamed(MemberNames Who, long ClanId, MemberNames Old) : Change(DigestKind.Renamed, Who, ClanId);
