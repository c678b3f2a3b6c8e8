using ClanLedger.Hosting;
using ClanLedger.Projecting;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace ClanLedger.Appending;

/// <summary>Events of many streams, made ready to be appended.</summary>
/// <param name="Streams">What they are appended to.</param>
/// <param name="Events">In the order of their streams.</param>
/// <param name="Data">Of each event, as JSON.</param>
/// <param name="Headers">Of each event, as JSON.</param>
/// <param name="Groups">What the events change in the tables.</param>
internal sealed record EventPage(StreamOfRun[] Streams, IReadOnlyList<IEvent> Events, string[] Data, string[] Headers, GroupsPage Groups)
{
    /// <summary>What <see cref="WriteEvents"/> copies into; the other columns of an event stay empty.</summary>
    public const string Columns =
        "seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, causation_id, headers, is_archived";

    /// <summary>What <see cref="WriteStreams"/> copies into.</summary>
    public const string StreamColumns = "id, version, timestamp, tenant_id";

    private const string Tenant = "*DEFAULT*";

    /// <summary>Whether a stream begins with it.</summary>
    public bool BeginsStreams => Streams.Any(s => s.Begins);

    /// <summary>Makes one ready. Asks nothing of the database.</summary>
    /// <param name="session">Gives the events their names in storage.</param>
    /// <param name="streams">Each key at most once, with an event at least.</param>
    /// <param name="by">Who asked for it, when someone did.</param>
    public static EventPage Make(IDocumentSession session, StreamOfRun[] streams, string? by)
    {
        var events = streams.SelectMany(stream => EventsOf(session, stream, by)).ToArray();
        var json = session.DocumentStore.Options.Serializer();
        return new EventPage(
            streams, events, Array.ConvertAll(events, e => json.ToJson(e.Data)), Array.ConvertAll(events, e => json.ToJson(e.Headers)), GroupsPage.Of(events));
    }

    /// <summary>$1 to $4 of <c>extend_streams.sql</c>.</summary>
    public NpgsqlParameter[] Parameters() =>
    [
        new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(Streams, s => s.Key) },
        new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(Streams, s => (long)s.Events.Count) },
        new NpgsqlParameter<bool[]> { TypedValue = Array.ConvertAll(Streams, s => s.Begins) },
        new NpgsqlParameter<int> { TypedValue = Events.Count },
    ];

    /// <summary>Writes the rows of the streams that begin.</summary>
    /// <param name="copy">Into <see cref="StreamColumns"/>.</param>
    /// <param name="place">Where in the store they belong.</param>
    public void WriteStreams(BinaryCopy copy, EventPlace place)
    {
        foreach (var begun in Streams.Where(s => s.Begins))
        {
            copy.StartRow();
            copy.Write(begun.Key);
            copy.Write((long)begun.Events.Count);
            copy.Write(place.Moment);
            copy.Write(Tenant);
        }
    }

    /// <summary>Writes the rows of the events.</summary>
    /// <param name="copy">Into <see cref="Columns"/>.</param>
    /// <param name="place">Where in the store they belong.</param>
    /// <param name="cause">Causation id of the events.</param>
    public void WriteEvents(BinaryCopy copy, EventPlace place, string cause)
    {
        var at = 0;
        for (var n = 0; n < Streams.Length; n++)
        {
            for (var following = Streams[n].Events.Count - 1; following >= 0; following--, at++)
            {
                copy.StartRow();
                copy.Write(place.Numbers[at]);
                copy.Write(Events[at].Id);
                copy.Write(Streams[n].Key);
                copy.Write(place.Versions[n] - following);
                copy.WriteJson(Data[at]);
                copy.Write(Events[at].EventTypeName);
                copy.Write(place.Moment);
                copy.Write(Tenant);
                copy.Write(Events[at].DotNetTypeName);
                copy.Write(cause);
                copy.WriteJson(Headers[at]);
                copy.Write(false);
            }
        }
    }

    private static IEnumerable<IEvent> EventsOf(IDocumentSession session, StreamOfRun stream, string? by)
    {
        foreach (var data in stream.Events)
        {
            var e = session.Events.BuildEvent(data);
            e.Id = Guid.CreateVersion7();
            e.StreamKey = stream.Key;
            if (stream.SnapshotId is { } id)
                e.SetHeader(StreamAppender.SnapshotHeader, id);
            if (by is not null)
                e.SetHeader(StreamAppender.ByHeader, by);
            yield return e;
        }
    }
}

/// <summary>Where the events of a page belong in the store.</summary>
/// <param name="Versions">Of each stream, its version after them.</param>
/// <param name="Numbers">Of each event, its sequence number.</param>
/// <param name="Moment">When PostgreSQL gave the numbers.</param>
internal sealed record EventPlace(long[] Versions, long[] Numbers, DateTimeOffset Moment);
