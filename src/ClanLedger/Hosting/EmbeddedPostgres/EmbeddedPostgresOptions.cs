namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>The private PostgreSQL that runs when no connection string is configured: section <c>Postgres</c>.</summary>
public sealed class EmbeddedPostgresOptions
{
    public const string Section = "Postgres";

    /// <summary>Where the cluster, its log and its socket live; see <see cref="ClusterDirectory.Default"/> when absent.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>The directory of initdb, pg_ctl and postgres; when absent, the usual places are searched.</summary>
    public string? BinDirectory { get; set; }
}
