using ClanLedger.Hosting;
using JasperFx.CommandLine;
using Marten.Exceptions;
using Npgsql;

namespace ClanLedger.Commands;

/// <summary>A verb of the ledger's own, run with its exit code. JasperFx, which parses its arguments, knows only success and failure.</summary>
internal interface ILedgerCommand : IJasperFxCommand
{
    /// <summary>Does the work within the host that was built.</summary>
    Task<int> RunAsync(object input, IHost host, CancellationToken ct);
}

/// <summary>One verb of the command line: brings the schema up to date, ends on Ctrl-C, and says in one line what a person can mend.</summary>
public abstract class LedgerCommand<TInput> : JasperFxAsyncCommand<TInput>, ILedgerCommand where TInput : notnull
{
    /// <summary>Whether the verb sends messages. Verbs that only read start faster without.</summary>
    protected virtual bool NeedsMessaging => false;

    /// <summary>Whether the verb works with the ledger's tables.</summary>
    protected virtual bool NeedsSchema => true;

    /// <summary>Does the work and returns the exit code.</summary>
    /// <exception cref="UserErrorException">What a person can mend.</exception>
    protected abstract Task<int> RunAsync(TInput input, IServiceProvider services, CancellationToken ct);

    async Task<int> ILedgerCommand.RunAsync(object input, IHost host, CancellationToken ct)
    {
        try
        {
            return await RunAsync((TInput)input, host, ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new UserErrorException(CommandLine.Stopped);
        }
        catch (NpgsqlException e)
        {
            throw new UserErrorException($"The database failed: {Why(e)}", e);
        }
        catch (MartenCommandException e) when (e.InnerException is NpgsqlException cause)
        {
            throw new UserErrorException($"The database failed: {Why(cause)}", e);
        }

        // Of a connection that broke the first line says only that.
        static string Why(NpgsqlException e) => e.InnerException is null ? e.Message : $"{e.Message}: {e.GetBaseException().Message}";
    }

    /// <summary>Not used: the exit code would be lost.</summary>
    public sealed override Task<bool> Execute(TInput input) => throw new NotSupportedException("Run through ILedgerCommand");

    private async Task<int> RunAsync(TInput input, IHost host, CancellationToken ct)
    {
        if (NeedsSchema)
            await host.Services.GetRequiredService<LedgerSchema>().EnsureAsync(ct);
        if (!NeedsMessaging)
            return await RunAsync(input, host.Services, ct);
        await host.StartAsync(ct);
        try
        {
            return await RunAsync(input, host.Services, ct);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
