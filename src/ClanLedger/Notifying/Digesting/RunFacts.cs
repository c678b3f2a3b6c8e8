using ClanLedger.Ledger;
using ClanLedger.Replaying;
using ClanLedger.Running;

namespace ClanLedger.Notifying.Digesting;

/// <summary>Everything that can be told about a run, to whomever.</summary>
/// <param name="Day">The ledger's day.</param>
/// <param name="Applied">When the run was recorded, UTC.</param>
/// <param name="Clans">The clans it looked at, by name.</param>
/// <param name="Names">The names of all clans the ledger ever knew, by id.</param>
/// <param name="Changes">What happened to members, without those of a clan's first observation.</param>
/// <param name="Outage">What is, or was, wrong with bungie.net as a whole.</param>
/// <param name="Unsound">The last verification before the run, when it found something wrong.</param>
/// <param name="Partial">Clans that are tracked were not looked at.</param>
public sealed record RunFacts(
    DateOnly Day, DateTimeOffset Applied, IReadOnlyList<ClanFacts> Clans, IReadOnlyDictionary<long, string> Names,
    IReadOnlyList<Change> Changes, Outage? Outage, VerificationRecord? Unsound = null, bool Partial = false);

/// <summary>A clan as a run saw it.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Name">Its name, verbatim; its id when it has none yet.</param>
/// <param name="Groups">The groups of clans it is in.</param>
/// <param name="Verdict">One of <see cref="Verdicts"/>.</param>
/// <param name="Members">Members of the clan; null: no roster of it was ever believed.</param>
/// <param name="Baseline">First observed by this run.</param>
/// <param name="Played">Members who played since the run before.</param>
/// <param name="Disputed">Members absent from the roster whom bungie.net still says to be in the clan.</param>
/// <param name="Held">The roster that is held, if one is.</param>
/// <param name="Why">Why the roster could not be read.</param>
/// <param name="Accepted">Why a roster that had been held was believed by itself.</param>
/// <param name="LeftMeanwhile">Members who left on this day or before, while the clan was not tracked.</param>
/// <param name="FormerName">Its name before this run, when it changed.</param>
public sealed record ClanFacts(
    long ClanId, string Name, IReadOnlyList<string> Groups, string Verdict, int? Members, bool Baseline, int Played,
    int Disputed, HeldRoster? Held, string? Why, string? FormerName, string? Accepted = null, int LeftMeanwhile = 0);

/// <summary>A roster that lacks too many to be believed at once.</summary>
/// <param name="SnapshotId">What <c>snapshots show</c> takes.</param>
/// <param name="Absent">Members it lacks.</param>
/// <param name="Known">Of so many.</param>
public sealed record HeldRoster(long SnapshotId, int Absent, int Known);
