using ClanLedger.Hosting.Configuring;
using ClanLedger.Notifying;
using ClanLedger.Running;
using ClanLedger.Scheduling;
using JasperFx.CodeGeneration;
using JasperFx.CommandLine.Descriptions;
using JasperFx.Resources;
using Marten;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using Wolverine;
using Wolverine.Marten;

namespace ClanLedger.Hosting;

/// <summary>Marten, Wolverine and what all steps share.</summary>
internal static class LedgerHost
{
    /// <summary>The key of the database's connection string.</summary>
    public const string ConnectionStringName = "Ledger";

    /// <summary>Everything but the steps of the path.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="serves">Whether the web server listens.</param>
    public static void AddLedgerHost(this WebApplicationBuilder builder, bool serves)
    {
        var services = builder.Services;
        var settings = Settings.Read(builder.Configuration);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        builder.AddLogging(serves);

        services.AddNpgsqlDataSource(ConnectionString(builder.Configuration));
        services.AddMarten(Storage.Configure).UseLightweightSessions().UseNpgsqlDataSource().IntegrateWithWolverine(o => o.MessageStorageSchemaName = "wolverine");
        services.AddSingleton<LedgerSchema>();
        services.AddSingleton<ISystemPart>(s => s.GetRequiredService<LedgerSchema>());
        builder.Host.UseWolverine(options => Configure(options, settings, serves));
        services.AddResourceSetupOnStartup();
        if (!serves)
            services.AddSingleton<IServer, NoServer>();
    }

    private static void Configure(WolverineOptions options, Settings settings, bool serves)
    {
        options.ApplicationAssembly = typeof(Program).Assembly;
        options.ServiceName = "ClanLedger";
        options.UseRuntimeCompilation();
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Auto;
        options.CodeGeneration.SourceCodeWritingEnabled = false;
        options.DefaultExecutionTimeout = TimeSpan.FromHours(12);
        options.Policies.UseDurableLocalQueues();
        options.Policies.AddFailureHandling();
        Share(options.Durability, settings.Service);
        if (serves)
            options.Schedule(settings.Schedule);
        options.AddNotifying();
    }

    /// <summary>Every process is one node of several, the command line too: a solo node would take the messages of those that run.</summary>
    private static void Share(DurabilitySettings durability, ServiceSettings service)
    {
        durability.Mode = DurabilityMode.Balanced;
        durability.HealthCheckPollingTime = service.Heartbeat;
        durability.FirstHealthCheckExecution = service.Heartbeat < durability.FirstHealthCheckExecution ? service.Heartbeat : durability.FirstHealthCheckExecution;
        durability.CheckAssignmentPeriod = service.Heartbeat * 3;
        durability.StaleNodeTimeout = service.StaleAfter;
        durability.ScheduledJobPollingTime = service.Poll;
        durability.ScheduledJobFirstExecution = service.Poll;
        durability.OrphanedMessageSweepPollingTime = service.Poll;
        durability.NodeReassignmentPollingTime = service.Poll;
        durability.NodeAssignmentHealthCheckTracingEnabled = false;
    }

    private static void AddLogging(this WebApplicationBuilder builder, bool serves)
    {
        // .NET would not say which of them it can not read.
        foreach (var (key, value) in builder.Configuration.GetSection("Logging").AsEnumerable())
        {
            if (key.Split(':') is [.., "LogLevel", _] && !string.IsNullOrEmpty(value) && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
                throw new UserErrorException($"{key.Replace(":", "__", StringComparison.Ordinal)} is '{value}'; allowed is {string.Join(", ", Enum.GetNames<LogLevel>())}");
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddConsole();
        builder.Services.Configure<SimpleConsoleFormatterOptions>(o => (o.SingleLine, o.ColorBehavior, o.TimestampFormat) =
            (true, Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default, "HH:mm:ss "));
        builder.Services.Configure<JsonConsoleFormatterOptions>(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "O"));
        // What a service tells of its work, a command shows in its own way; and it ends before it could be given a share of the work of nodes.
        if (serves)
        {
            var stopping = new StoppingLevels();
            ((IConfigurationBuilder)builder.Configuration).Add(stopping);
            builder.Services.AddSingleton(stopping);
        }
        else
        {
            builder.Logging.AddFilter(typeof(SyncResult).FullName, LogLevel.Warning);
            builder.Logging.AddFilter("Wolverine.Runtime.Agents", LogLevel.Critical);
            builder.Logging.AddFilter("Wolverine.RDBMS.DurabilityAgent", LogLevel.Critical); // It may be looking for nodes' messages when the command ends.
        }

        // It writes the stack trace of what keeps the service from starting, which is told in a line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(o =>
        {
            o.LogToStandardErrorThreshold = LogLevel.Trace;
            o.FormatterName ??= ConsoleFormatterNames.Simple; // Unnamed, it would not heed the options of the simple one.
        });
    }

    private static string ConnectionString(ConfigurationManager configuration)
    {
        var connection = Connection(configuration.GetConnectionString(ConnectionStringName)!);
        try
        {
            NpgsqlDataSource.Create(connection).Dispose();
            return connection.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new UserErrorException($"ConnectionStrings__{ConnectionStringName} (not shown) can not be used: {e.Message}", e);
        }
    }

    private static NpgsqlConnectionStringBuilder Connection(string raw)
    {
        try
        {
            // PostgreSQL would compile statements that end sooner than compiling does: 0.6 s for one that runs 0.07 s. And it would keep the
            // locks of a machine that is gone for two hours.
            var connection = new NpgsqlConnectionStringBuilder(raw) { ApplicationName = "ClanLedger", ClientEncoding = "UTF8", MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 };
            connection.Options = $"-c jit=off -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 {connection.Options}".TrimEnd();
            return connection;
        }
        catch (ArgumentException e)
        {
            // Npgsql quotes what it takes for a keyword: of postgres://user:password@host/db?sslmode=require that is all up to the equals sign.
            throw new UserErrorException($"ConnectionStrings__{ConnectionStringName} (not shown) is not a PostgreSQL connection string; allowed is Host=...;Database=...;Username=...;Password=..., not an address", e);
        }
    }
}
