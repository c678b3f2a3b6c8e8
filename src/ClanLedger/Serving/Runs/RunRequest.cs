using ClanLedger.Appending;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Running;
using Marten;
using Npgsql;
using Wolverine;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace ClanLedger.Serving.Runs;

/// <summary>Starts a run: the event that says who asked and the message that begins it, both or neither.</summary>
internal static class RunRequest
{
    public static async Task<IResult> StartAsync(
        RunToStart? asked, HttpContext http, IMessageBus bus, IWolverineRuntime runtime, IDocumentStore store, NpgsqlDataSource database,
        Settings settings, TimeProvider time, CancellationToken ct)
    {
        var stage = await RunPlan.MakeAsync(database, Guid.CreateVersion7(time.GetUtcNow()), RunPlan.Day(null, settings, time), asked?.Clans ?? [], ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var outbox = (MessageContext)bus;
        await outbox.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)runtime.Storage, transaction));
        await LedgerLock.WaitAsync(connection, ct);
        var run = StreamKeys.Run(stage.RunId);
        await StreamAppender.AppendAsync(
            store, transaction, run, [new StreamOfRun(run, null, [new SyncRequested(stage.EffectiveDate, [.. stage.ClanIds.Select(id => $"{id}")])])], ct, http.User.Identity!.Name);
        await bus.PublishAsync(stage);
        await transaction.CommitAsync(ct);
        await outbox.FlushOutgoingMessagesAsync();
        return TypedResults.Accepted($"{http.Request.PathBase}/api/runs/{stage.RunId}", new RunStarted(stage.RunId, stage.EffectiveDate));
    }
}
