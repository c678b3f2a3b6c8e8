using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Changes;
using Npgsql;

namespace ClanLedger.Serving.Members;

/// <summary>How an event is known: the run, the roster, and on which rosters the member is or is not.</summary>
internal static class WhyQuery
{
    /// <exception cref="Refusal">The member has no such event: 404.</exception>
    public static async Task<WhyAnswer> ReadAsync(NpgsqlDataSource database, MemberAnswer member, Guid eventId, CancellationToken ct)
    {
        var found = await database.CreateCommand(Sql.Text("serving/event")).With(StreamKeys.Member(member.MembershipId)).With(eventId).ListAsync(row => (
            Kind: row.GetString(0), Event: StoredEvents.Read(row.GetString(0), row.GetString(1)), Recorded: row.GetFieldValue<DateTimeOffset>(2),
            Cause: row.Text(3), Snapshot: row.Value<long>(4), By: row.Text(5), Version: row.GetInt64(6)), ct);
        if (found is not [var e])
            throw Refusal.NotFound($"The timeline of member {member.MembershipId} holds no event {eventId}");

        var clans = StoredEvents.ClansOf(e.Event).ToArray();
        var names = await ClanNamesById.ReadAsync(database, clans, ct);
        var (what, details) = Telling.Of(e.Event, names);
        var run = RunOf(e.Cause);
        var evidence = run is null ? [] : await EvidenceAsync(database, run.Value, e.Snapshot, clans, member.MembershipId, ct);
        if (!evidence.Exists(s => s.Roster.SnapshotId == e.Snapshot))
        {
            var entry = new TimelineEntry(e.Event, e.Kind, e.Recorded, e.Version, e.Cause, e.Snapshot);
            evidence.AddRange((await Provenance.ReadAsync(database, [entry], ct)).Values.Select(Remembered));
        }

        return new WhyAnswer(
            eventId, e.Kind, e.Event.EffectiveDate, what, details, e.Recorded, run, e.Snapshot, e.By,
            Those(evidence, false), Those(evidence, true), Those(evidence, null));
    }

    private static async Task<List<(Evidence Roster, bool? Present)>> EvidenceAsync(
        NpgsqlDataSource database, Guid run, long? snapshot, long[] clans, long membershipId, CancellationToken ct)
    {
        var of = await database.CreateCommand("select clan_id from staging.t_snapshots where snapshot_id = $1").WithId(snapshot).ListAsync(row => row.GetInt64(0), ct);
        return await database.CreateCommand(Sql.Text("serving/evidence")).With(run).WithIds([.. clans.Union(of)]).With(membershipId).ListAsync(row => (
            new Evidence(
                row.GetInt64(0), row.GetGuid(1), row.GetInt64(2), row.Day(3), row.GetString(4), row.Text(5), row.GetInt32(6),
                row.GetFieldValue<DateTimeOffset>(7), row.GetBoolean(8)),
            row.Value<bool>(9)), ct);
    }

    /// <summary>A roster whose staged rows are gone, as its run remembers it.</summary>
    private static (Evidence Roster, bool? Present) Remembered(Provenance p) => (
        new Evidence(p.SnapshotId, p.RunId, p.ClanId, p.EffectiveDate, p.Accepted is null ? Verdicts.Complete : Verdicts.Accepted, p.Hash, p.Members, p.Fetched, true),
        p.Presence == "present");

    private static IReadOnlyList<Evidence> Those(IEnumerable<(Evidence Roster, bool? Present)> evidence, bool? present) =>
        [.. evidence.Where(e => e.Present == present).Select(e => e.Roster)];

    private static Guid? RunOf(string? cause) =>
        cause is not null && cause.StartsWith("run/", StringComparison.Ordinal) && Guid.TryParse(cause.AsSpan("run/".Length), out var id) ? id : null;
}
