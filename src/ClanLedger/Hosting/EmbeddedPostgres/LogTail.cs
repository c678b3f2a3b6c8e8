using System.Text;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>The server's log: kept small, and quoted when the server does not start.</summary>
public sealed class LogTail
{
    private const long LargestLog = 10 << 20;
    private readonly string path;
    private readonly long start;

    private LogTail(string path) => (this.path, start) = (path, File.Exists(path) ? new FileInfo(path).Length : 0);

    /// <summary>Remembers where the log ends now; one of more than 10 MiB is put aside first.</summary>
    public static LogTail Begin(string path)
    {
        if (File.Exists(path) && new FileInfo(path).Length > LargestLog)
            File.Move(path, path + ".old", overwrite: true);
        return new(path);
    }

    /// <summary>What the server has written since.</summary>
    public async Task<string> ReadAsync()
    {
        if (!File.Exists(path))
            return "";
        await using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(Math.Min(start, log.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(log, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The end of a text of many lines, as one line; eight, as the cause stands well above the last consequence.</summary>
    public static string LastLines(string text) =>
        string.Join(" | ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(8));
}
