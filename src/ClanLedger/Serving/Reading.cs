using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Serving;

/// <summary>Parameters that may be null, and columns that may be null: what Npgsql makes wordy.</summary>
internal static class Reading
{
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value) where T : notnull
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    public static NpgsqlCommand WithDay(this NpgsqlCommand command, DateOnly? day) => command.With(day, NpgsqlDbType.Date);

    public static NpgsqlCommand WithMoment(this NpgsqlCommand command, DateTimeOffset? moment) => command.With(moment, NpgsqlDbType.TimestampTz);

    public static NpgsqlCommand WithId(this NpgsqlCommand command, long? id) => command.With(id, NpgsqlDbType.Bigint);

    public static NpgsqlCommand WithNumber(this NpgsqlCommand command, int? number) => command.With(number, NpgsqlDbType.Integer);

    public static NpgsqlCommand WithText(this NpgsqlCommand command, string? text) => command.With(text, NpgsqlDbType.Text);

    public static NpgsqlCommand WithIds(this NpgsqlCommand command, IEnumerable<long>? ids) =>
        command.With(ids?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlCommand WithTexts(this NpgsqlCommand command, IEnumerable<string>? texts) =>
        command.With(texts?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static string? Text(this NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    public static T? Value<T>(this NpgsqlDataReader row, int at) where T : struct => row.IsDBNull(at) ? null : row.GetFieldValue<T>(at);

    public static DateOnly Day(this NpgsqlDataReader row, int at) => row.GetFieldValue<DateOnly>(at);

    /// <summary>Every row.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new List<T>();
            while (await reader.ReadAsync(ct))
                rows.Add(read(reader));
            return rows;
        }
    }

    private static NpgsqlCommand With(this NpgsqlCommand command, object? value, NpgsqlDbType type)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return command;
    }
}
