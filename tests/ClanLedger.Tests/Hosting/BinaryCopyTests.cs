using System.Text.Json;
using ClanLedger.Hosting;
using ClanLedger.Tests.Harness;
using CsCheck;
using Npgsql;

namespace ClanLedger.Tests.Hosting;

public sealed class BinaryCopyTests(LedgerServer server)
{
    private const string Columns = "id uuid, day date, yes boolean, small smallint, whole integer, large bigint, moment timestamptz, words text, json jsonb";

    private static readonly Gen<DateOnly> Days = Gen.Int[DateOnly.MinValue.DayNumber + 1, DateOnly.MaxValue.DayNumber - 1].Select(DateOnly.FromDayNumber);

    private static readonly Gen<DateTimeOffset> Moments = Gen.Long[DateTimeOffset.MinValue.Ticks / 10 + 1, DateTimeOffset.MaxValue.Ticks / 10 - 1]
        .Select(microseconds => new DateTimeOffset(microseconds * 10, TimeSpan.Zero));

    /// <summary>Of one to four bytes in UTF-8, and some longer than any buffer.</summary>
    private static readonly Gen<string> Words = Gen.Select(
        Gen.OneOf<string>("a", "\u00E9", "\u2603", "\U0001F98A", "\t\\N\n\"'").Array[0, 12],
        Gen.Frequency((30, Gen.Const(1)), (1, Gen.Int[2_000, 30_000])),
        (parts, times) => string.Concat(Enumerable.Repeat(string.Concat(parts), times)));

    private static readonly Gen<Row> Rows = Gen.Select(
        Gen.Guid, Days, Gen.Bool, Gen.Short.Nullable(), Gen.Int.Nullable(), Gen.Long.Nullable(), Moments.Nullable(), Gen.Select(Words.Null(), Words),
        (id, day, yes, small, whole, large, moment, texts) => new Row(id, day, yes, small, whole, large, moment, texts.Item1, texts.Item2));

    [Fact]
    public async Task What_is_written_is_in_the_table()
    {
        await using var connection = new NpgsqlConnection(await server.NewDatabaseAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using (var create = new NpgsqlCommand($"create temporary table copied (line integer generated always as identity, {Columns})", connection))
            await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await Rows.Array[0, 300].SampleAsync(
            async rows =>
            {
                await CopyAsync(connection, rows);
                (await ReadAsync(connection)).ShouldBe(rows);
            },
            iter: 50, threads: 1);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, Row[] rows)
    {
        await using var stream = await connection.BeginRawBinaryCopyAsync(
            "copy copied (id, day, yes, small, whole, large, moment, words, json) from stdin (format binary)", TestContext.Current.CancellationToken);
        var copy = new BinaryCopy(stream, columns: 9);
        foreach (var row in rows)
        {
            copy.StartRow();
            copy.Write(row.Id);
            copy.Write(row.Day);
            copy.Write(row.Yes);
            copy.Write(row.Small);
            copy.Write(row.Whole);
            copy.Write(row.Large);
            copy.Write(row.Moment);
            copy.Write(row.Words);
            copy.WriteJson(JsonSerializer.Serialize(row.Json));
        }

        copy.Complete();
    }

    /// <summary>The rows, in the order they were copied in. Takes them out.</summary>
    private static async Task<List<Row>> ReadAsync(NpgsqlConnection connection)
    {
        var read = new List<Row>();
        await using var command = new NpgsqlCommand(
            "with gone as (delete from copied returning *) select id, day, yes, small, whole, large, moment, words, json #>> '{}' from gone order by line", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            read.Add(new Row(
                reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetBoolean(2), reader.GetFieldValue<short?>(3), reader.GetFieldValue<int?>(4),
                reader.GetFieldValue<long?>(5), reader.GetFieldValue<DateTimeOffset?>(6), reader.IsDBNull(7) ? null : reader.GetString(7), reader.GetString(8)));
        }

        return read;
    }

    private sealed record Row(
        Guid Id, DateOnly Day, bool Yes, short? Small, int? Whole, long? Large, DateTimeOffset? Moment, string? Words, string Json);
}
