using Npgsql;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>How the server is set up, and how programs connect to it.</summary>
public static class ServerSettings
{
    public const string File = "clanledger.conf";
    public const string Name = "clanledger";

    /// <summary>Included by postgresql.conf and written at every start.</summary>
    public static string Text(string socketDirectory) =>
        $"""
        # Written by ClanLedger at every start. To change a setting for good: ALTER SYSTEM.
        cluster_name = '{Name}'
        listen_addresses = ''
        port = {SocketDirectory.Port}
        unix_socket_directories = '{socketDirectory}'
        unix_socket_permissions = 0700
        max_connections = 200
        shared_buffers = 128MB
        max_wal_size = 2GB
        wal_buffers = 64MB
        fsync = on
        synchronous_commit = on
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%m [%p] %q%a '
        log_checkpoints = off

        """;

    /// <summary>Connects to the ledger's database through the socket; two programs' pools fit into the server's 200.</summary>
    public static string ConnectionString(string socketDirectory, int port) => new NpgsqlConnectionStringBuilder
    {
        Host = socketDirectory,
        Port = port,
        Database = Name,
        Username = Name,
        ApplicationName = Name,
        Timezone = "UTC",
        ClientEncoding = "UTF8",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        MaxPoolSize = 50,
        IncludeErrorDetail = true,
    }.ConnectionString;
}
