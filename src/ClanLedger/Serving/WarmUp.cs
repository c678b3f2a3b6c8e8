using System.Diagnostics;
using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Serving;

/// <summary>Asks a new process what people ask most, until it has compiled the way to the answers: only then it is ready.</summary>
/// <remarks>
/// Questions go to the endpoints themselves, past keys, limits and kept answers. Without it, answers of the first seconds competed with the
/// compiler for the cores: on two of them, 13 to 39 ms at 99 % instead of 9 to 12.
/// </remarks>
internal sealed partial class WarmUp(
    EndpointDataSource endpoints, NpgsqlDataSource database, IServiceScopeFactory scopes, ILogger<WarmUp> log) : IHostedLifecycleService
{
    /// <summary>Readiness waits no longer for it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>A method is compiled for speed after 30 calls.</summary>
    private const int Rounds = 40;

    /// <summary>Answers that were good.</summary>
    public int Answers { get; private set; }

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(cancellationToken);
        }
        catch (Exception e)
        {
            // Those who ask for the same are told why. And a node that is told to stop meanwhile stops in good order, as one that had started.
            if (!cancellationToken.IsCancellationRequested)
                Failed(log, e);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AskAsync(CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        var members = await database.CreateCommand(Sql.Text("serving/some_members"))
            .ListAsync(row => (Clan: row.GetInt64(0), Member: row.GetInt64(1), Name: row.GetString(2), Day: row.Day(3)), ct);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (clan, member, name, day) in members)
            {
                if (Stopwatch.GetElapsedTime(start) > Longest)
                    return;
                await AskAsync("/api/clans/{id}/members", $"{clan}", "", ct);
                await AskAsync("/api/clans/{id}/members", $"{clan}", $"?asOf={day:yyyy-MM-dd}", ct);
                await AskAsync("/api/members/{id}/timeline", $"{member}", "", ct);
                await AskAsync("/api/changes", null, $"?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}", ct);
                await AskAsync("/api/members", null, QueryString.Create("q", name).Value!, ct);
            }
        }
    }

    private async Task AskAsync(string route, string? id, string query, CancellationToken ct)
    {
        var endpoint = endpoints.Endpoints.OfType<RouteEndpoint>().First(e => e.RoutePattern.RawText == route
            && e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Contains(HttpMethods.Get, StringComparer.Ordinal));
        await using var scope = scopes.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        (http.Request.Method, http.Request.Path, http.Request.QueryString) = (HttpMethods.Get, route, new QueryString(query));
        if (id is not null)
            http.Request.RouteValues["id"] = id;
        http.SetEndpoint(endpoint);
        await endpoint.RequestDelegate!(http);
        Answers += http.Response.StatusCode == StatusCodes.Status200OK ? 1 : 0;
    }

    [LoggerMessage(LogLevel.Debug, "The API could not be warmed up")]
    private static partial void Failed(ILogger log, Exception exception);
}
