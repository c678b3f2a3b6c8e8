namespace ClanLedger.Replaying;

/// <summary>How far a replay has come; safe to read while it goes on.</summary>
internal sealed class ReplayProgress(TimeProvider time)
{
    private long _start = time.GetTimestamp();
    private long _sequence;
    private long _last;
    private long _events;

    /// <summary>What is being done.</summary>
    public string Step { get; private set; } = "reading the events";

    /// <summary>Sequence number of the last event read; they begin at 1.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Sequence number of the last event there is.</summary>
    public long Last => Math.Max(Volatile.Read(ref _last), Sequence);

    /// <summary>Events read so far.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Since it began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(Volatile.Read(ref _start));

    /// <summary>Events read in a second, so far.</summary>
    public double Rate => Events / Math.Max(Elapsed.TotalSeconds, 0.001);

    /// <summary>Reading begins.</summary>
    /// <param name="last">Sequence number of the last event there is.</param>
    public void Begin(long last)
    {
        Volatile.Write(ref _start, time.GetTimestamp());
        Volatile.Write(ref _last, last);
    }

    /// <summary>Another step begins.</summary>
    public void Begin(string step) => Step = step;

    /// <summary>A page was read.</summary>
    public void Read(int events, long sequence)
    {
        Interlocked.Add(ref _events, events);
        Volatile.Write(ref _sequence, sequence);
    }
}
