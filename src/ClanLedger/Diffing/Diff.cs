using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Diffing;

/// <summary>Reads <c>staging.fn_diff</c>, member by member.</summary>
public static class Diff
{
    /// <summary>Compares a run's complete rosters with <c>groups.*</c>. Nothing is written.</summary>
    /// <param name="connection">Open, usually within the transaction that will append what is found.</param>
    /// <param name="runId">The run whose staged rows are compared.</param>
    /// <param name="onlyClanId">A clan whose held roster was accepted; null: all complete rosters of the run.</param>
    /// <param name="ct">Cancels the query.</param>
    public static async IAsyncEnumerable<MemberChanges> ReadAsync(
        NpgsqlConnection connection, Guid runId, long? onlyClanId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select * from staging.fn_diff($1, $2)", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)onlyClanId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var row = new ChangeRow(reader);
        MemberChangesBuilder? member = null;
        while (await reader.ReadAsync(ct))
        {
            if (member is not null && member.MembershipId != row.MembershipId)
            {
                yield return member.Build();
                member = null;
            }

            member ??= new MemberChangesBuilder(row);
            member.Add(row);
        }

        if (member is not null)
            yield return member.Build();
    }
}
