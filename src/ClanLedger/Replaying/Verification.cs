using System.Data;
using ClanLedger.Hosting;
using Marten;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>Proves that the tables are what the events say, and that the events are all there. Changes nothing, and makes nobody wait.</summary>
public sealed class Verification(NpgsqlDataSource database, IDocumentStore store)
{
    /// <summary>Looks at the store itself, then rebuilds the tables beside those in service and compares, as of one moment.</summary>
    /// <remarks>Events that were lost or changed are no measure for the tables: then those are not compared.</remarks>
    internal async Task<VerificationResult> RunAsync(ReplayProgress progress, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        progress.Begin("checking the event store");
        var (faults, unused) = await StoreCheck.RunAsync(connection, ct);
        progress.Begin("checking the staged rosters");
        var rosters = await RosterHashes.CheckAsync(connection, ct);
        if (faults.Count > 0)
            return new VerificationResult(0, progress.Elapsed, [], faults, rosters, unused);

        progress.Begin("reading the events");
        await using var rebuild = new Rebuild(store, database, connection, null, progress);
        try
        {
            await rebuild.BeginAsync(ct);
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await rebuild.CatchUpAsync(moment, ct);
            progress.Begin("comparing the tables");
            var tables = await TablesAsync(connection, ct);
            return new VerificationResult(progress.Events, progress.Elapsed, tables, faults, rosters, unused);
        }
        catch (UserErrorException unreadable)
        {
            return new VerificationResult(progress.Events, progress.Elapsed, [], [unreadable.Message], rosters, unused);
        }
    }

    private static async Task<IReadOnlyList<ComparedTable>> TablesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var faults = (await TableShape.FaultsAsync(connection, Sql.Groups, ct)).ToLookup(f => f.Table, f => f.Fault, StringComparer.Ordinal);
        var tables = new List<ComparedTable>();
        foreach (var shape in await TableShape.ReadAsync(connection, ct))
        {
            tables.Add(faults.Contains(shape.Table)
                ? new ComparedTable(shape.Table, 0, 0, 0, faults[shape.Table].Count(), [.. faults[shape.Table]])
                : await Comparison.RunAsync(connection, Sql.Groups, shape, ct));
        }

        return tables;
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Events">Events read.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Tables">Table by table; none when the store is not sound.</param>
/// <param name="Store">What is wrong with the event store.</param>
/// <param name="Rosters">What is wrong with staged rosters.</param>
/// <param name="Unused">Sequence numbers that transactions took which were rolled back: normal.</param>
internal sealed record VerificationResult(
    long Events, TimeSpan Elapsed, IReadOnlyList<ComparedTable> Tables, IReadOnlyList<string> Store, IReadOnlyList<string> Rosters, long Unused)
{
    /// <summary>Nothing is wrong.</summary>
    public bool Sound => Store.Count == 0 && Rosters.Count == 0 && Tables.All(t => t.Wrong == 0);

    /// <summary>What is wrong, in words and without names.</summary>
    public IReadOnlyList<string> Findings =>
    [
        .. Store,
        .. Tables.Where(t => t.Wrong > 0).Select(t => t.Rows > 0 ? $"{t.Wrong:N0} of {t.Rows:N0} rows of {t.Table} differ" : $"{t.Table} is not as it should be"),
        .. Rosters,
    ];
}
