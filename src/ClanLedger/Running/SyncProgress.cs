namespace ClanLedger.Running;

/// <summary>How far a run has come; safe to read while the run goes on.</summary>
public sealed class SyncProgress
{
    private int _answered;
    private int _expected;

    /// <summary>What is being done.</summary>
    public string Step { get; private set; } = "waiting";

    /// <summary>Requests answered so far.</summary>
    public int Answers => Volatile.Read(ref _answered);

    /// <summary>Requests known to be needed so far; grows as rosters come in.</summary>
    public int Expected => Math.Max(Volatile.Read(ref _expected), Answers);

    /// <summary>Another step begins.</summary>
    public void Begin(string step) => Step = step;

    /// <summary>That many more requests will be needed.</summary>
    public void Expect(int requests) => Interlocked.Add(ref _expected, requests);

    /// <summary>A request was answered, well or badly.</summary>
    public void Answered() => Interlocked.Increment(ref _answered);
}
