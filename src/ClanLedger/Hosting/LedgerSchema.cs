using System.Security.Cryptography;
using System.Text;
using ClanLedger.Appending;
using JasperFx.CommandLine.Descriptions;
using JasperFx.Resources;
using Marten;
using Marten.Exceptions;
using Npgsql;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ClanLedger.Hosting;

/// <summary>The <c>groups</c>, <c>staging</c> and <c>notify</c> schemas of the <c>sql</c> folder, and Marten's event store beside them.</summary>
/// <remarks>Applied when a command first needs the database, and by <c>resources setup</c>. Repeating it is harmless.</remarks>
public sealed class LedgerSchema(NpgsqlDataSource database, IDocumentStore store)
    : SystemPartBase("ClanLedger's tables", new Uri("clanledger://schema")), IStatefulResource
{
    /// <summary>Schema of Marten's event store: the record that everything else can be rebuilt from.</summary>
    public const string Events = "ledger";

    private const long SetupLock = 0x436C_616E_0001;

    private static readonly IReadOnlyList<string> Statements =
        ["schemas", .. DdlIn("groups"), .. DdlIn("staging"), .. DdlIn("notify")];

    private static readonly string[] Tables = [.. Statements.Where(s => s.Contains("/t_", StringComparison.Ordinal)).Select(s => s.Replace('/', '.'))];

    private bool _ensured;

    /// <inheritdoc/>
    public string Type => "sql";

    /// <inheritdoc/>
    public string Name => "groups, staging and notify";

    /// <inheritdoc/>
    public Uri ResourceUri => new("clanledger://schema/sql");

    /// <summary>Applies what is missing; quick when this version of the program has done so before.</summary>
    /// <exception cref="UserErrorException">The database cannot be reached.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        try
        {
            if (!await IsCurrentAsync(ct))
                await ApplyAsync(ct);
            _ensured = true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new UserErrorException("The tables could not be brought up to this version, as another session (a backup?) has held one for a minute: try again when it has ended", e);
        }
        catch (MartenSchemaException e) when (e.InnerException is NpgsqlException cause)
        {
            throw new UserErrorException($"The tables could not be brought up to this version: {cause.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (Exception e) when (e is NpgsqlException { InnerException: not null } or PostgresException { SqlState: ['2' or '3', ..] })
        {
            throw new UserErrorException($"The ledger's database, that of ConnectionStrings__Ledger or else the program's own, cannot be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Applies everything; the start of a host that has just been through <see cref="EnsureAsync"/> need not take locks once more.</summary>
    public Task Setup(CancellationToken token) => _ensured ? Task.CompletedTask : ApplyAsync(token);

    private async Task ApplyAsync(CancellationToken token)
    {
        await using (var connection = await database.OpenConnectionAsync(token))
        await using (var transaction = await connection.BeginTransactionAsync(token))
        {
            await ExecuteAsync(connection, $"select pg_advisory_xact_lock({SetupLock})", token);
            await LedgerLock.WaitAsync(connection, token);
            await ExecuteAsync(connection, "set local lock_timeout = '1min'", token); // Others who read the table would wait behind this.
            foreach (var statement in Statements)
                await ExecuteAsync(connection, Sql.Text(statement), token);
            await transaction.CommitAsync(token);
        }

        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using (var numbers = database.CreateCommand(Sql.Text("staging_numbers")))
            await numbers.ExecuteNonQueryAsync(token);
        await using var last = database.CreateCommand($"comment on schema groups is '{Version()}'");
        await last.ExecuteNonQueryAsync(token);
    }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<IStatefulResource>> FindResources() => new([this]);

    /// <inheritdoc/>
    public async Task Check(CancellationToken token)
    {
        if (!await IsCurrentAsync(token))
            throw new InvalidOperationException("The groups, staging and notify schemas are missing or of another version: run `resources setup`");
    }

    /// <inheritdoc/>
    public async Task ClearState(CancellationToken token)
    {
        await using var command = database.CreateCommand("truncate staging.t_runs, staging.t_snapshots, "
            + "staging.t_clan_members, staging.t_member_profiles, staging.t_member_characters, staging.t_departures, "
            + "notify.t_reports, notify.t_messages, notify.t_routes, notify.t_pauses, notify.t_verifications");
        await command.ExecuteNonQueryAsync(token);
    }

    /// <inheritdoc/>
    public async Task Teardown(CancellationToken token)
    {
        await using var command = database.CreateCommand("drop schema if exists groups cascade; drop schema if exists staging cascade; drop schema if exists notify cascade");
        await command.ExecuteNonQueryAsync(token);
    }

    /// <inheritdoc/>
    public async Task<IRenderable> DetermineStatus(CancellationToken token) =>
        new Markup(await IsCurrentAsync(token) ? "[green]current[/]" : "[yellow]to be set up[/]");

    private static IEnumerable<string> DdlIn(string schema) =>
        Sql.In(schema).OrderBy(name => name.Contains("/fn_", StringComparison.Ordinal));

    private static string Version() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            typeof(IDocumentStore).Assembly.GetName().Version + string.Concat(Statements.Select(Sql.Text)))));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(token);
    }

    private async Task<bool> IsCurrentAsync(CancellationToken token)
    {
        await using var command = database.CreateCommand(
            "select obj_description(to_regnamespace('groups'), 'pg_namespace') where not exists (select from unnest($1) as t (name) where to_regclass(t.name) is null)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Tables });
        return await command.ExecuteScalarAsync(token) as string == Version();
    }
}
