using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Changes;
using Npgsql;

namespace ClanLedger.Serving.Members;

/// <summary>An event of a member's stream as it is stored.</summary>
internal sealed record StoredEvent(Guid Id, long Version, string Kind, string Data, DateTimeOffset Recorded)
{
    /// <summary>The event itself.</summary>
    public IMemberEvent Event { get; } = StoredEvents.Read(Kind, Data);
}

/// <summary>A member's stream: the record itself, and no table made from it.</summary>
internal static class TimelineQuery
{
    /// <param name="database">The ledger.</param>
    /// <param name="membershipId">Destiny membershipId.</param>
    /// <param name="kinds">Kinds; null: all.</param>
    /// <param name="period">Days.</param>
    /// <param name="behind">Behind this version.</param>
    /// <param name="limit">How many.</param>
    /// <param name="ct">Cancels the query.</param>
    public static Task<List<StoredEvent>> ReadAsync(
        NpgsqlDataSource database, long membershipId, IReadOnlyList<string>? kinds, Period period, long behind, int limit, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/timeline"))
            .With(StreamKeys.Member(membershipId)).WithTexts(kinds).WithDay(period.From).WithDay(period.To).With(behind).With(limit)
            .ListAsync(row => new StoredEvent(row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4)), ct);

    /// <summary>In words, with the names of clans.</summary>
    public static async Task<IReadOnlyList<TimelineItem>> TellAsync(NpgsqlDataSource database, IReadOnlyCollection<StoredEvent> events, CancellationToken ct)
    {
        var names = await ClanNamesById.ReadAsync(database, events.SelectMany(e => StoredEvents.ClansOf(e.Event)), ct);
        return
        [
            .. events.Select(e =>
            {
                var (what, details) = Telling.Of(e.Event, names);
                return new TimelineItem(e.Id, e.Version, e.Event.EffectiveDate, e.Kind, what, details, e.Recorded, new RawJson(e.Data));
            }),
        ];
    }
}
