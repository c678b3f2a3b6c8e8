using ClanLedger.Appending;
using ClanLedger.Hosting;
using Marten;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>Rebuilds tables from the events: those in service, or a copy. It appends nothing and tells nobody.</summary>
internal sealed class Replay(NpgsqlDataSource database, IDocumentStore store, LedgerSchema schema, TimeProvider time)
{
    /// <summary>Rebuilds the <c>groups</c> schema while it is read and written; runs wait only while the differences are written.</summary>
    /// <exception cref="UserErrorException">A table lacks something that rows can not mend, or events are missing.</exception>
    public async Task<ReplayResult> RunAsync(ReplayProgress progress, CancellationToken ct)
    {
        await schema.EnsureAsync(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await StoreCheck.RefuseLostAsync(connection, ct);
        await using var rebuild = new Rebuild(store, database, connection, null, progress);
        await rebuild.BeginAsync(ct);

        progress.Begin("switching");
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LedgerLock.WaitAsync(connection, ct);
        var pause = time.GetTimestamp();
        await rebuild.CatchUpAsync(transaction, ct);
        var tables = await Merge.RunAsync(connection, Sql.Groups, ct);
        await transaction.CommitAsync(ct);
        var paused = time.GetElapsedTime(pause);
        foreach (var table in tables.Where(t => t.Changed > 0))
            await connection.RunAsync($"analyze {Sql.Groups}.{table.Table}", ct);
        return new ReplayResult(Sql.Groups, progress.Events, progress.Elapsed, paused, tables);
    }

    /// <summary>Builds a past or partial copy of the tables in a schema of its own, or brings an earlier copy there up to date.</summary>
    /// <exception cref="UserErrorException">The schema holds something else, or a clan is not known.</exception>
    public async Task<ReplayResult> CopyAsync(CopyTarget target, ReplayProgress progress, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await target.RefuseForeignAsync(connection, ct);
        await using var rebuild = new Rebuild(store, database, connection, target.AsOf, progress);
        await rebuild.BeginAsync(ct);

        progress.Begin($"writing {target.Schema}");
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await target.PrepareAsync(connection, ct);
        await PartialCopy.KeepOnlyAsync(connection, target.Clans, ct);
        var tables = await Merge.RunAsync(connection, target.Quoted, ct);
        await transaction.CommitAsync(ct);
        return new ReplayResult(target.Schema, progress.Events, progress.Elapsed, TimeSpan.Zero, tables);
    }
}

/// <summary>What a replay did.</summary>
/// <param name="Schema">The schema that was written.</param>
/// <param name="Events">Events read.</param>
/// <param name="Elapsed">From the first event read to the commit.</param>
/// <param name="Pause">How long runs had to wait.</param>
/// <param name="Tables">Table by table.</param>
internal sealed record ReplayResult(string Schema, long Events, TimeSpan Elapsed, TimeSpan Pause, IReadOnlyList<MergedTable> Tables);
