using System.ComponentModel;
using System.Runtime.Versioning;
using Npgsql;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>A private PostgreSQL, shared by the programs that name the same data directory; the last to leave stops it.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    // Longer than another program may take to start or stop the server.
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly ClusterDirectory place;
    private readonly Server running;
    private readonly ILogger logger;
    private FileLock? share;

    private EmbeddedCluster(ClusterDirectory directory, Server server, FileLock use, ILogger log)
    {
        (place, running, share, logger) = (directory, server, use, log);
        ConnectionString = server.ConnectionString;
    }

    /// <summary>Connects to the database <c>clanledger</c> as its owner, over a Unix-domain socket.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes the cluster if it is absent, starts it unless it runs, and returns when it answers.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; one line says why and what to do.</exception>
    public static async Task<EmbeddedCluster> StartAsync(
        EmbeddedPostgresOptions options, ILogger log, CancellationToken cancellation = default)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException(
                "The private PostgreSQL runs on Linux and macOS only: name a server in ConnectionStrings__Ledger.");
        // libpq's variables, which Npgsql heeds as well, are meant for another server.
        foreach (var name in Environment.GetEnvironmentVariables().Keys.OfType<string>().Where(name => name.StartsWith("PG", StringComparison.Ordinal)))
            Environment.SetEnvironmentVariable(name, null);
        var directory = ClusterDirectory.From(options);
        try
        {
            var found = await PostgresBinaries.FindAsync(options.BinDirectory);
            directory.Create();
            var account = await ServerAccount.ForAsync(directory);
            await account.OwnAsync(directory.Root);
            await account.RequireAccessAsync(directory.Root);
            using var alone = await LockAsync(directory, log, cancellation);
            RequireLocks(directory);
            return await StartAloneAsync(directory, found, account, log, cancellation);
        }
        catch (EmbeddedPostgresException)
        {
            // What stops this program may have interrupted initdb, pg_ctl and all else that it ran; that they complain is no news then.
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception or NpgsqlException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new EmbeddedPostgresException($"The private PostgreSQL in {directory.Root} cannot run: {e.Message}", e);
        }
    }

    /// <summary>Starts the server again if it is gone: killed, or stopped by hand. Clients reach it as before.</summary>
    /// <returns>Whether it was gone.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not start.</exception>
    public async Task<bool> ReviveAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        using var alone = await LockAsync(place, logger, cancellation);
        return await running.EnsureRunningAsync(cancellation);
    }

    /// <summary>Stops the server unless another program uses it. Never throws: a server left behind is adopted by the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref share, null) is not { } mine)
            return;
        try
        {
            using var alone = await LockAsync(place, logger, CancellationToken.None);
            await LeaveAsync(place, running, mine);
        }
        catch (Exception e)
        {
            mine.Dispose();
            logger.NotStopped(place.Root, e.Message);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<EmbeddedCluster> StartAloneAsync(
        ClusterDirectory directory, IReadOnlyList<PostgresBinaries> found, ServerAccount account, ILogger log, CancellationToken cancellation)
    {
        var use = FileLock.TryShare(directory.UsersLock)
            ?? throw new EmbeddedPostgresException($"{directory.UsersLock} is held by a program that is not ClanLedger.");
        Server? server = null;
        try
        {
            // Whom root runs the server as may run the program, too.
            await account.OwnAsync(directory.StartLock, directory.UsersLock);
            ClusterCreation.Clean(directory);
            var major = ClusterCreation.MajorVersion(directory);
            var binaries = ClusterCreation.Choose(found, major, directory);
            if (major is null)
            {
                log.Creating(binaries.Major, directory.Root);
                await ClusterCreation.CreateAsync(directory, binaries, account);
            }
            cancellation.ThrowIfCancellationRequested();
            server = new Server(directory, binaries, account, log);
            await server.EnsureRunningAsync(cancellation);
            cancellation.ThrowIfCancellationRequested();
            return new(directory, server, use, log);
        }
        catch
        {
            await LeaveAsync(directory, server, use);
            throw;
        }
    }

    private static async Task LeaveAsync(ClusterDirectory directory, Server? server, FileLock mine)
    {
        mine.Dispose();
        using var last = FileLock.TryAlone(directory.UsersLock);
        if (last is not null && server is not null)
            await server.StopAsync();
    }

    // Without locks, whoever ends would stop the server under the others. Call it with the start lock held.
    private static void RequireLocks(ClusterDirectory directory)
    {
        using var second = FileLock.TryAlone(directory.StartLock);
        if (second is not null)
            throw new EmbeddedPostgresException(
                $"File locks do not work in {directory.Root}: set Postgres__DataDirectory to a directory on a local disk.");
    }

    private static async Task<FileLock> LockAsync(ClusterDirectory directory, ILogger log, CancellationToken cancellation)
    {
        try
        {
            var taken = FileLock.WaitAloneAsync(directory.StartLock, LockLimit, cancellation);
            if (await Task.WhenAny(taken, Task.Delay(Silence, TimeProvider.System, CancellationToken.None)) != taken)
                log.WaitingForProgram(directory.Root);
            return await taken;
        }
        catch (TimeoutException e)
        {
            throw new EmbeddedPostgresException(
                $"Another program has been starting or stopping PostgreSQL in {directory.Root} for {LockLimit.TotalMinutes:0} minutes: "
                + $"end it, or see {directory.Log}.",
                e);
        }
    }
}
