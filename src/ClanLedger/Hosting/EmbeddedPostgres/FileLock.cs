namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>A lock on a file (flock), shared or alone. The kernel releases it when its holder dies, however it dies.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream held;

    private FileLock(FileStream held) => this.held = held;

    /// <summary>Waits for the lock as its only holder.</summary>
    /// <exception cref="TimeoutException">Somebody else held it all the time.</exception>
    public static async Task<FileLock> WaitAloneAsync(string path, TimeSpan limit, CancellationToken cancellation = default)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryTake(path, FileShare.None) is { } taken)
                return taken;
            if (TimeProvider.System.GetElapsedTime(began) >= limit)
                throw new TimeoutException($"{path} is held by another program.");
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Takes the lock together with others, or returns null when somebody holds it alone.</summary>
    public static FileLock? TryShare(string path) => TryTake(path, FileShare.Read);

    /// <summary>Takes the lock as its only holder, or returns null when anybody else holds it.</summary>
    public static FileLock? TryAlone(string path) => TryTake(path, FileShare.None);

    public void Dispose() => held.Dispose();

    // .NET takes LOCK_EX for FileShare.None, and LOCK_SH for a reader that lets others read. NFS gives LOCK_EX only to who may write, and .NET
    // goes on without a lock that the file system does not give.
    private static FileLock? TryTake(string path, FileShare share)
    {
        const int WouldBlockOnLinux = 11, WouldBlockOnMacOS = 35;
        try
        {
            return new(Open(path, share));
        }
        catch (IOException e) when (e.HResult is WouldBlockOnLinux or WouldBlockOnMacOS)
        {
            return null;
        }
    }

    private static FileStream Open(string path, FileShare share)
    {
        try
        {
            if (share == FileShare.None)
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            // It is root's: where reading is not enough for a lock, that will be noticed.
        }

        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, share, bufferSize: 0);
    }
}
