using ClanLedger.Ledger;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Appending;

/// <summary>Events of many streams, and what one statement needs to append them.</summary>
/// <param name="Events">In the order of their streams.</param>
/// <param name="Streams">How many there are.</param>
/// <param name="Columns">$1 to $10 of <c>append_events.sql</c>.</param>
internal sealed record EventPage(IReadOnlyList<IEvent> Events, int Streams, NpgsqlParameter[] Columns)
{
    /// <summary>Makes one ready. Asks nothing of the database.</summary>
    /// <param name="session">Gives the events their names in storage.</param>
    /// <param name="streams">Each key at most once.</param>
    /// <param name="by">Who asked for it, when someone did.</param>
    public static EventPage Make(IDocumentSession session, StreamOfRun[] streams, string? by)
    {
        var events = streams.SelectMany(stream => EventsOf(session, stream, by)).ToArray();
        var json = session.DocumentStore.Options.Serializer();
        return new EventPage(events, streams.Length,
        [
            Column(Array.ConvertAll(streams, s => s.Key)),
            Column(Array.ConvertAll(streams, s => (long)s.Events.Count)),
            Column(Array.ConvertAll(streams, s => s.Events[0] is MemberJoined)),
            Column(Array.ConvertAll(events, e => e.Id)),
            Column(Array.ConvertAll(events, e => e.StreamKey!)),
            Column(Following(streams, events.Length)),
            Json(Array.ConvertAll(events, e => json.ToJson(e.Data))),
            Column(Array.ConvertAll(events, e => e.EventTypeName)),
            Column(Array.ConvertAll(events, e => e.DotNetTypeName)),
            Json(Array.ConvertAll(events, e => json.ToJson(e.Headers))),
        ]);
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

    /// <summary>For each event, how many follow it in its stream.</summary>
    private static int[] Following(StreamOfRun[] streams, int events)
    {
        var (following, at) = (new int[events], 0);
        foreach (var stream in streams)
        {
            for (var left = stream.Events.Count - 1; left >= 0; left--)
                following[at++] = left;
        }

        return following;
    }

    private static NpgsqlParameter<T[]> Column<T>(T[] values) => new() { TypedValue = values };

    private static NpgsqlParameter<string[]> Json(string[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb };
}
