using System.Text.Json;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Serving.Runs;

/// <summary>Runs, by when they were asked for or due, and their snapshots, the latest first.</summary>
internal static class RunQueries
{
    private static readonly JsonSerializerOptions Json = LedgerJson.Options();

    public static Task<List<RunItem>> RunsAsync(NpgsqlDataSource database, Guid? only, Guid? before, int limit, CancellationToken ct)
    {
        var command = database.CreateCommand(Sql.Text("serving/runs"));
        foreach (var id in new[] { only, before })
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return command.With(limit).ListAsync(row =>
        {
            var completed = row.Text(4) is { } data ? JsonSerializer.Deserialize<SyncCompleted>(data, Json) : null;
            return new RunItem(
                row.GetGuid(0), row.Day(1), completed?.Status ?? Unfinished(begun: row.GetBoolean(6), row.Text(7)), row.GetFieldValue<DateTimeOffset>(2), row.Value<DateTimeOffset>(3),
                row.Text(5), completed is null ? row.Text(7) : null,
                Decided(completed?.Clans ?? [], row.GetFieldValue<string[]>(8), row.GetFieldValue<long[]>(9)));
        }, ct);
    }

    /// <summary>What a run found, but of rosters that it held what was decided about them since.</summary>
    private static IReadOnlyList<ClanCounts> Decided(IReadOnlyList<ClanCounts> found, string[] accepted, long[] rejected)
    {
        var counts = accepted.Select(text => JsonSerializer.Deserialize<ClanCounts>(text, Json)!).ToDictionary(c => c.ClanId);
        return [.. found.Select(c => counts.GetValueOrDefault(c.ClanId) ?? (rejected.Contains(c.ClanId) ? c with { Verdict = Verdicts.Rejected } : c))];
    }

    private static string Unfinished(bool begun, string? failure) => failure is not null ? RunStatus.Failed : begun ? "running" : "requested";

    public static Task<List<SnapshotItem>> SnapshotsAsync(
        NpgsqlDataSource database, long? only, string? verdict, long? clan, long? before, int limit, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/snapshots")).WithId(only).WithText(verdict).WithId(clan).WithId(before).With(limit).ListAsync(row => new SnapshotItem(
            row.GetInt64(0), row.GetGuid(1), row.GetInt64(2), row.Text(3), row.Day(4), row.GetString(5), row.Text(6), row.GetInt32(7), row.GetInt32(8),
            row.Value<int>(9), row.Value<int>(10), row.Text(11), row.GetFieldValue<DateTimeOffset>(12), row.Value<DateTimeOffset>(13)), ct);

    /// <exception cref="Refusal">There is none: 404.</exception>
    public static async Task<SnapshotItem> SnapshotAsync(NpgsqlDataSource database, long id, CancellationToken ct) =>
        (await SnapshotsAsync(database, id, null, null, null, 1, ct)).SingleOrDefault() ?? throw Refusal.NotFound($"There is no snapshot {id}");
}
