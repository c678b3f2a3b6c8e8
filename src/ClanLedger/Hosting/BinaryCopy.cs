using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace ClanLedger.Hosting;

/// <summary>Writes rows in COPY's binary format (<see href="https://www.postgresql.org/docs/current/sql-copy.html">PostgreSQL, "Binary Format"</see>).</summary>
/// <remarks>
/// A sync of 20,000 members stages 800,000 values, for which Npgsql's importer takes twice as long.
/// A value must have the type of its column, or PostgreSQL refuses all rows. Synchronous on purpose: a value goes into a buffer, and the buffer
/// to a socket of this machine or next to it; how long that may block is the stream's to say.
/// </remarks>
/// <param name="stream">What a raw binary COPY writes to.</param>
/// <param name="columns">How many values a row has.</param>
internal sealed class BinaryCopy(Stream stream, int columns)
{
    /// <summary>How long PostgreSQL may take no row of a page: nothing else ends a COPY that is under way, and a page takes a fraction of a second.</summary>
    public static readonly TimeSpan LongestOfPage = TimeSpan.FromMinutes(10);

    /// <summary>The signature, no flags, no extension.</summary>
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private byte[] _buffer = Started(1 << 16);
    private int _length = Header.Length;

    /// <summary>Copies rows into a table.</summary>
    /// <param name="connection">Open, and not busy.</param>
    /// <param name="into">The table with its schema, and in brackets its columns that are written.</param>
    /// <param name="write">Writes the rows.</param>
    /// <param name="longest">How long PostgreSQL may take none; null: as long as a command of the connection.</param>
    /// <param name="ct">Cancels before the first row.</param>
    public static async Task RunAsync(NpgsqlConnection connection, string into, Action<BinaryCopy> write, TimeSpan? longest, CancellationToken ct)
    {
        await using var stream = await connection.BeginRawBinaryCopyAsync($"copy {into} from stdin (format binary)", ct);
        if (longest is { } time)
            stream.ReadTimeout = stream.WriteTimeout = (int)time.TotalMilliseconds;
        var copy = new BinaryCopy(stream, into.Count(c => c == ',') + 1);
        write(copy);
        copy.Complete();
    }

    /// <summary>Begins the next row; each of its values follows.</summary>
    public void StartRow() => BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), (short)columns);

    /// <summary>Ends the rows.</summary>
    public void Complete()
    {
        BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), -1);
        Flush();
    }

    /// <summary>A <c>uuid</c>.</summary>
    public void Write(Guid value) => value.TryWriteBytes(Value(16), bigEndian: true, out _);

    /// <summary>A <c>date</c>.</summary>
    public void Write(DateOnly value) => Write(value.DayNumber - DateOnly.FromDateTime(Epoch.Date).DayNumber);

    /// <summary>A <c>date</c>.</summary>
    public void Write(DateOnly? value)
    {
        if (value is { } some)
            Write(some);
        else
            WriteNull();
    }

    /// <summary>A <c>boolean</c>.</summary>
    public void Write(bool value) => Value(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>A <c>smallint</c>.</summary>
    public void Write(short? value)
    {
        if (value is { } some)
            BinaryPrimitives.WriteInt16BigEndian(Value(sizeof(short)), some);
        else
            WriteNull();
    }

    /// <summary>An <c>integer</c>.</summary>
    public void Write(int? value)
    {
        if (value is { } some)
            BinaryPrimitives.WriteInt32BigEndian(Value(sizeof(int)), some);
        else
            WriteNull();
    }

    /// <summary>A <c>bigint</c>.</summary>
    public void Write(long? value)
    {
        if (value is { } some)
            BinaryPrimitives.WriteInt64BigEndian(Value(sizeof(long)), some);
        else
            WriteNull();
    }

    /// <summary>A <c>timestamptz</c>, in whole microseconds.</summary>
    public void Write(DateTimeOffset? value) => Write((value - Epoch)?.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>A <c>text</c>.</summary>
    public void Write(string? value)
    {
        if (value is null)
            WriteNull();
        else
            Encoding.UTF8.GetBytes(value, Value(Encoding.UTF8.GetByteCount(value)));
    }

    /// <summary>A <c>jsonb</c>.</summary>
    public void WriteJson(string value)
    {
        var text = Value(1 + Encoding.UTF8.GetByteCount(value));
        text[0] = 1; // The version of jsonb's binary format.
        Encoding.UTF8.GetBytes(value, text[1..]);
    }

    private static byte[] Started(int size)
    {
        var buffer = new byte[size];
        Header.CopyTo(buffer, 0);
        return buffer;
    }

    private void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), -1);

    /// <summary>Room for a value of so many bytes, its length before it.</summary>
    private Span<byte> Value(int bytes)
    {
        var value = Next(sizeof(int) + bytes);
        BinaryPrimitives.WriteInt32BigEndian(value, bytes);
        return value[sizeof(int)..];
    }

    private Span<byte> Next(int bytes)
    {
        if (_length + bytes > _buffer.Length)
            Flush();
        if (bytes > _buffer.Length)
            _buffer = new byte[bytes];
        var next = _buffer.AsSpan(_length, bytes);
        _length += bytes;
        return next;
    }

    private void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
