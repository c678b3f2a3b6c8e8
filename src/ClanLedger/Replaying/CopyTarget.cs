using System.Text.RegularExpressions;
using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>A copy of the tables for analysis.</summary>
/// <param name="Schema">Where it goes.</param>
/// <param name="AsOf">The last day that counts; null: all.</param>
/// <param name="Clans">Only these clans and who ever was in them; empty: all.</param>
internal sealed partial record CopyTarget(string Schema, DateOnly? AsOf, IReadOnlyList<long> Clans)
{
    /// <summary>How the comment of a copy's schema begins: such a schema may be written again.</summary>
    private const string Mark = "ClanLedger: a copy of groups";

    private static readonly string[] Taken = [Sql.Groups, "staging", LedgerSchema.Events, "wolverine", "public", "information_schema"];

    /// <summary>The schema as it stands in statements; its name needs no escaping but may be a keyword.</summary>
    public string Quoted => $"\"{Schema}\"";

    /// <summary>Reads the name of the schema.</summary>
    /// <exception cref="UserErrorException">It is not allowed.</exception>
    public static CopyTarget Parse(string schema, DateOnly? asOf, IReadOnlyList<long> clans) =>
        Name().IsMatch(schema) && !Taken.Contains(schema, StringComparer.Ordinal) && !schema.StartsWith("pg_", StringComparison.Ordinal)
            ? new CopyTarget(schema, asOf, clans)
            : throw new UserErrorException($"--into is '{schema}'; allowed is a schema of its own: lower-case letters, digits and _, such as groups_in_january");

    /// <exception cref="UserErrorException">The schema exists, and is no copy.</exception>
    public async Task RefuseForeignAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Schema });
        if (await command.ExecuteScalarAsync(ct) is string comment && !comment.StartsWith(Mark, StringComparison.Ordinal))
            throw new UserErrorException($"The schema {Schema} exists and is no copy that `replay` made: name another one");
    }

    /// <summary>Makes what is missing of the schema; another replay into it waits until this transaction has ended.</summary>
    public async Task PrepareAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.RunAsync($"select pg_advisory_xact_lock(hashtextextended('{Mark}{Schema}', 0))", ct);
        await connection.RunAsync($"create schema if not exists {Quoted}", ct);
        foreach (var statement in Sql.In(Sql.Groups).OrderBy(name => name.Contains("/fn_", StringComparison.Ordinal)))
            await connection.RunAsync(Sql.Text(statement, Quoted), ct);
        var of = (Clans.Count > 0 ? $", clans {string.Join(", ", Clans)}" : "") + (AsOf is { } day ? $", as of {day:yyyy-MM-dd}" : "");
        await connection.RunAsync($"comment on schema {Quoted} is '{Mark}{of}'", ct);
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
