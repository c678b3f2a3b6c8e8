namespace ClanLedger.Simulator.Misbehaving;

/// <summary>The answers that a fault spoils.</summary>
public sealed record Target
{
    private readonly Func<Question, bool> _covers;

    private Target(string name, Func<Question, bool> covers) => (Name, _covers) = (name, covers);

    /// <summary>Two targets of one name are one.</summary>
    public string Name { get; }

    /// <summary>Every answer.</summary>
    public static Target Everything { get; } = new("everything", static _ => true);

    /// <summary>Every profile.</summary>
    public static Target AnyProfile { get; } = new("any profile", static q => q.Subject == Subject.Profile);

    /// <summary>Every answer about which clan someone is in.</summary>
    public static Target AnyMembershipOf { get; } = new("any membership", static q => q.Subject == Subject.MembershipOf);

    /// <summary>A clan's detail and all pages of its roster.</summary>
    public static Target Clan(long clanId) => new($"clan {clanId}", q => q.Id == clanId && (q.Subject is Subject.Detail or Subject.Roster));

    /// <summary>A clan's detail.</summary>
    public static Target Detail(long clanId) => new($"detail {clanId}", q => q == new Question(Subject.Detail, clanId));

    /// <summary>All pages of a clan's roster.</summary>
    public static Target Roster(long clanId) => new($"roster {clanId}", q => q.Subject == Subject.Roster && q.Id == clanId);

    /// <summary>One page of a clan's roster.</summary>
    public static Target Page(long clanId, int page) => new($"page {clanId} {page}", q => q == new Question(Subject.Roster, clanId, page));

    /// <summary>The second and later pages of a clan's roster.</summary>
    public static Target LaterPages(long clanId) => new($"later pages {clanId}", q => q.Subject == Subject.Roster && q.Id == clanId && q.Page > 1);

    /// <summary>A member's profile.</summary>
    public static Target Profile(long membershipId) => new($"profile {membershipId}", q => q == new Question(Subject.Profile, membershipId));

    /// <summary>The answer about which clan a member is in.</summary>
    public static Target MembershipOf(long membershipId) => new($"membership {membershipId}", q => q == new Question(Subject.MembershipOf, membershipId));

    /// <inheritdoc/>
    public bool Equals(Target? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    internal bool Covers(Question question) => _covers(question);
}
