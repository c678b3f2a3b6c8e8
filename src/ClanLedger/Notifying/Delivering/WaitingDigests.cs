using ClanLedger.Hosting;
using Npgsql;
using Wolverine;

namespace ClanLedger.Notifying.Delivering;

/// <summary>When the service begins: has what waits in the queues worked off.</summary>
/// <remarks>What says so already, put off in the database, names a webhook that may not be the route's any more.</remarks>
internal sealed class WaitingDigests(IServiceScopeFactory scopes, NpgsqlDataSource database, Settings settings) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        foreach (var waiting in await DigestQueue.WaitingAsync(database, settings.Discord, cancellationToken))
            await bus.PublishAsync(waiting);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
