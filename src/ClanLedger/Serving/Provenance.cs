using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>How the ledger knows of an event: the roster that showed it. From the event store alone, so that it outlives the staged rows.</summary>
/// <param name="RunId">The run that read the roster.</param>
/// <param name="SnapshotId">staging.t_snapshots, as long as it is kept there.</param>
/// <param name="ClanId">groupId of the clan whose roster it is.</param>
/// <param name="EffectiveDate">The day of the roster.</param>
/// <param name="Presence">Whether the member is on the roster: <c>present</c> or <c>absent</c>.</param>
/// <param name="Members">Distinct members on the roster.</param>
/// <param name="Profiles">How many of their profiles could be seen; null for a roster that was held.</param>
/// <param name="Hash">SHA-256 of the roster, hex.</param>
/// <param name="Fetched">When it was read, UTC.</param>
/// <param name="Accepted">Why it was believed, for a roster that lacked too many members.</param>
/// <param name="Kept">Whether its rows are still in the staging schema.</param>
/// <param name="Departure">Of a departure: what bungie.net said about it.</param>
public sealed record Provenance(
    Guid RunId, long SnapshotId, long ClanId, DateOnly EffectiveDate, string Presence, int Members, int? Profiles, string Hash,
    DateTimeOffset? Fetched, string? Accepted, bool Kept, DepartureAnswer? Departure)
{
    /// <summary>The provenance of entries of one history, by their version; what no snapshot showed is left out.</summary>
    public static async Task<IReadOnlyDictionary<long, Provenance>> ReadAsync(
        NpgsqlDataSource database, IReadOnlyCollection<TimelineEntry> entries, CancellationToken ct)
    {
        var shown = entries.Where(e => e.Cause is not null && e.SnapshotId is not null).ToArray();
        await using var command = database.CreateCommand(Sql.Text("serving/provenance"));
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. shown.Select(e => e.Cause!)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. shown.Select(e => e.SnapshotId!.Value)] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rosters = new Dictionary<(string, long), Provenance>();
        while (await reader.ReadAsync(ct))
        {
            var run = reader.GetString(0);
            rosters[(run, reader.GetInt64(1))] = new Provenance(
                Guid.Parse(run.AsSpan("run/".Length)), reader.GetInt64(1), reader.GetInt64(3), reader.GetFieldValue<DateOnly>(2), "present",
                reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.GetInt32(6), reader.GetString(4),
                reader.IsDBNull(7) ? null : reader.GetFieldValue<DateTimeOffset>(7), reader.IsDBNull(8) ? null : reader.GetString(8), reader.GetBoolean(9), null);
        }

        return shown.Where(e => rosters.ContainsKey((e.Cause!, e.SnapshotId!.Value)))
            .ToDictionary(e => e.Version, e => Of(e.Event, rosters[(e.Cause!, e.SnapshotId!.Value)]));
    }

    private static Provenance Of(IMemberEvent e, Provenance roster) => e is MemberLeft left
        ? roster with { Presence = "absent", Departure = new DepartureAnswer(left.Confirmed, left.To) }
        : roster;
}

/// <summary>What bungie.net said when it was asked where a leaver is.</summary>
/// <param name="Confirmed">Not in the clan they left; false: it was not asked, or did not answer.</param>
/// <param name="To">The clan it named; null when confirmed: none.</param>
public sealed record DepartureAnswer(bool Confirmed, ClanElsewhere? To);
