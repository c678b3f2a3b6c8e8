namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>The private PostgreSQL cannot run here. The message is one line that tells its reader what to do.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    public EmbeddedPostgresException(string message, Exception? cause = null)
        : base(OneLine(message), cause)
    {
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
