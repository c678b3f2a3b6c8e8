using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>The server of one cluster: looks whether it runs, starts it, stops it. Call it with the start lock held.</summary>
public sealed class Server(ClusterDirectory directory, PostgresBinaries binaries, ServerAccount account, ILogger log)
{
    // Nobody can stop a program that waits in pg_ctl.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private enum State
    {
        Absent,
        NotReady,
        Stopping,
        Ready,
    }

    /// <summary>How long a server may be shutting down: one that somebody stops smartly waits for its clients to leave, and this program is one.</summary>
    public TimeSpan StoppingLimit { get; init; } = TimeSpan.FromSeconds(30);

    // Of the server that was started or found last.
    private bool wasReady;

    // What the server has written that was started and not ready at once.
    private LogTail? unready;

    /// <summary>How to connect to the server that runs now, wherever its program put the socket.</summary>
    public string ConnectionString
    {
        get
        {
            var running = PostmasterFile.Read(directory);
            return ServerSettings.ConnectionString(
                running?.SocketDirectory ?? SocketDirectory.For(directory), running?.Port ?? SocketDirectory.Port);
        }
    }

    /// <summary>Returns when the server answers: one that runs already, or else one started now.</summary>
    /// <returns>Whether it was started now.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not start; the end of its log says why.</exception>
    [UnsupportedOSPlatform("windows")]
    public async Task<bool> EnsureRunningAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var complaint = "it does not answer";
        long? stopping = null;
        var told = false;
        for (var adopted = true; ; await Task.Delay(Pause, TimeProvider.System, cancellation))
        {
            var state = await ObserveAsync();
            if (state == State.Ready)
            {
                if (adopted)
                    log.Adopted(directory.Root);
                (wasReady, unready) = (true, null);
                return !adopted;
            }
            if (state == State.Absent)
            {
                adopted = false;
                if (unready is { } gone)
                    throw NotStarted(LogTail.LastLines(await gone.ReadAsync()));
                complaint = await StartAsync() ?? complaint;
            }
            stopping = state == State.Stopping ? stopping ?? TimeProvider.System.GetTimestamp() : null;
            if (stopping is { } since && TimeProvider.System.GetElapsedTime(since) > StoppingLimit && await IsHereAsync())
                await StopFastAsync();
            var waited = TimeProvider.System.GetElapsedTime(began);
            if (waited > Silence && !told)
            {
                log.WaitingForServer(directory.Root);
                told = true;
            }
            if (waited > StartLimit)
                throw new EmbeddedPostgresException(
                    $"PostgreSQL in {directory.Cluster} was not ready after {StartLimit.TotalSeconds:0} s: {complaint}. If it recovers from a crash, the next start "
                    + $"goes on waiting for it; see {directory.Log}.");
        }
    }

    /// <summary>
    /// Stops the server if it runs; one that takes longer than a minute is left to finish on its own, and so is one that was never ready: it
    /// recovers from a crash, which may take minutes, and would begin anew.
    /// </summary>
    public async Task StopAsync()
    {
        if (!await IsHereAsync())
            return;
        if (!wasReady)
        {
            log.NotStopped(directory.Root, "it is not ready yet");
            return;
        }
        await StopFastAsync();
    }

    private async Task<bool> IsHereAsync() =>
        PostmasterFile.Read(directory) is { } running && await running.OwnerAsync(directory, account) == ProcessOwner.ThisCluster;

    private async Task StopFastAsync()
    {
        var stopped = await PgCtlAsync("stop", StopLimit, "-m", "fast");
        if (stopped.Interrupted && await IsHereAsync())
            stopped = await PgCtlAsync("stop", StopLimit, "-m", "fast");
        if (!stopped.Succeeded && await IsHereAsync())
        {
            log.NotStopped(directory.Root, stopped.Complaint);
            return;
        }
        File.Delete(directory.Machine);
        log.Stopped(directory.Root);
    }

    private async Task<State> ObserveAsync()
    {
        if (PostmasterFile.Read(directory) is not { } file)
            return State.Absent;
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Database = "postgres" }.ConnectionString);
            await connection.OpenAsync();
            if (!await ServesAsync(connection))
                return State.Absent;
            await LedgerDatabase.EnsureAsync(connection);
            return State.Ready;
        }
        catch (NpgsqlException e) when (e.InnerException is SocketException)
        {
            return await file.OwnerAsync(directory, account) == ProcessOwner.ThisCluster ? State.NotReady : State.Absent;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown)
        {
            return PostmasterFile.Read(directory) is { IsStopping: true } ? State.Stopping : State.NotReady;
        }
        catch (NpgsqlException e) when (e.InnerException is IOException or TimeoutException)
        {
            return State.NotReady;
        }
    }

    // A copied data directory has the process file of the original, which leads to the server of that: ours sees what is put into the cluster.
    private async Task<bool> ServesAsync(NpgsqlConnection connection)
    {
        var mark = Path.Combine(directory.Cluster, $"clanledger-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(mark, "");
        try
        {
            await using var sees = new NpgsqlCommand("select (pg_stat_file($1, true)).modification is not null", connection)
            {
                Parameters = { new() { Value = Path.GetFileName(mark) } },
            };
            return await sees.ExecuteScalarAsync() is true;
        }
        finally
        {
            File.Delete(mark);
        }
    }

    // Returns a complaint if it is worth another attempt.
    [UnsupportedOSPlatform("windows")]
    private async Task<string?> StartAsync()
    {
        RefuseElsewhere();
        // Nobody answers, so a file that makes postgres believe in another server is a stale one. Of a killed server, the socket's is left, too.
        foreach (var file in new[] { PostmasterFile.PathIn(directory), PostmasterFile.OfSocketIn(SocketDirectory.For(directory)) })
        {
            if (PostmasterFile.ReadAt(file) is not { } stale || await stale.OwnerAsync(directory, account) != ProcessOwner.Stranger)
                continue;
            log.StaleFile(file);
            File.Delete(file);
        }
        await PrepareAsync();
        var tail = LogTail.Begin(directory.Log);
        log.Starting(binaries.Major, directory.Root);
        var started = await PgCtlAsync("start", FirstWait, "-l", Path.GetRelativePath(directory.Root, directory.Log));
        wasReady = started.Succeeded;
        unready = started.Output.Contains("did not start in time", StringComparison.Ordinal) ? tail : null;
        if (started.Succeeded || started.Interrupted || unready is not null)
            return null;
        var written = await tail.ReadAsync();
        var reason = written.Length > 0 ? LogTail.LastLines(written) : started.Complaint;
        // The children of a server that was killed need a moment to notice.
        return written.Contains("still in use", StringComparison.Ordinal)
            ? reason
            : throw NotStarted(reason);
    }

    private EmbeddedPostgresException NotStarted(string reason)
    {
        unready = null;
        return new EmbeddedPostgresException($"PostgreSQL did not start in {directory.Cluster}: {reason} (log: {directory.Log})");
    }

    // Of the processes of another machine nothing is known here: two servers would write the same files.
    private void RefuseElsewhere()
    {
        if (PostmasterFile.Read(directory) is null || !File.Exists(directory.Machine))
            return;
        var (machine, here) = (Machine.Parse(File.ReadAllText(directory.Machine)), Machine.Here());
        if (machine is not null && !machine.Is(here))
            throw new EmbeddedPostgresException(
                $"PostgreSQL in {directory.Cluster} was started on the machine '{machine.Name}' (this is '{here.Name}') and was not stopped there: stop it, or use "
                + $"another Postgres__DataDirectory; once it is certain that no PostgreSQL runs there any more, as of a container that was killed, delete {directory.Machine}.");
    }

    [UnsupportedOSPlatform("windows")]
    private async Task PrepareAsync()
    {
        var socket = SocketDirectory.For(directory);
        await SocketDirectory.CreateAsync(socket, account);
        ClusterDirectory.CreatePrivate(directory.LogFolder);
        var settings = Path.Combine(directory.Cluster, ServerSettings.File);
        await File.WriteAllTextAsync(settings, ServerSettings.Text(socket));
        await File.WriteAllTextAsync(directory.Machine, Machine.Here().ToString());
        await account.OwnAsync(directory.LogFolder, settings, directory.Machine);
    }

    // Names relative to the working directory: pg_ctl hands them to a shell, which a quote in a path would upset.
    private Task<CommandResult> PgCtlAsync(string verb, TimeSpan limit, params string[] more) =>
        account.RunAsync(
            directory.Root,
            [binaries.PgCtl, verb, "-D", "cluster", "-w", "-t", limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture), "-s", .. more]);
}
