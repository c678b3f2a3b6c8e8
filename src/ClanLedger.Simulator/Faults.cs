using System.Collections.Concurrent;

namespace ClanLedger.Simulator;

/// <summary>An error that bungie.net answers with.</summary>
/// <param name="ErrorCode">PlatformErrorCodes.</param>
/// <param name="ErrorStatus">Its name.</param>
/// <param name="HttpStatus">The HTTP status it comes with.</param>
/// <param name="ThrottleSeconds">How long it asks to wait.</param>
public sealed record Fault(int ErrorCode, string ErrorStatus, int HttpStatus = 500, int ThrottleSeconds = 0);

/// <summary>What goes wrong on purpose. Safe to change while requests are served.</summary>
public sealed class Faults
{
    private readonly ConcurrentDictionary<long, Fault> _clans = [];
    private readonly ConcurrentDictionary<long, Fault> _rosters = [];
    private readonly ConcurrentDictionary<long, Fault> _profiles = [];
    private Fault? _everything;

    /// <summary>Every request about this clan fails.</summary>
    public void ForClan(long clanId, Fault fault) => _clans[clanId] = fault;

    /// <summary>The second and later pages of this clan's roster fail.</summary>
    public void ForLaterPages(long clanId, Fault fault) => _rosters[clanId] = fault;

    /// <summary>This member's profile fails.</summary>
    public void ForProfile(long membershipId, Fault fault) => _profiles[membershipId] = fault;

    /// <summary>Everything fails.</summary>
    public void ForAll(Fault fault) => _everything = fault;

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        _clans.Clear();
        _rosters.Clear();
        _profiles.Clear();
        _everything = null;
    }

    internal Fault? OfClan(long clanId) => _everything ?? _clans.GetValueOrDefault(clanId);

    internal Fault? OfPage(long clanId, int page) => OfClan(clanId) ?? (page > 1 ? _rosters.GetValueOrDefault(clanId) : null);

    internal Fault? OfProfile(long membershipId) => _everything ?? _profiles.GetValueOrDefault(membershipId);
}
