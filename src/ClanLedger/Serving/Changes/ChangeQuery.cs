using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using Npgsql;

namespace ClanLedger.Serving.Changes;

/// <summary>Where a page of changes ended.</summary>
internal sealed record ChangePosition(DateOnly Date, int MemberId, int Ordinal)
{
    /// <summary>As a cursor.</summary>
    public string Cursor() => Asking.Cursor.Of(
        Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), MemberId.ToString(CultureInfo.InvariantCulture), Ordinal.ToString(CultureInfo.InvariantCulture));

    /// <summary>From the values of a cursor.</summary>
    public static ChangePosition Of(string[] values) => new(
        DateOnly.ParseExact(values[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), int.Parse(values[1], CultureInfo.InvariantCulture), int.Parse(values[2], CultureInfo.InvariantCulture));
}

/// <summary>What happened, from <c>groups.t_changes</c>, oldest first.</summary>
internal static class ChangeQuery
{
    /// <param name="database">The ledger.</param>
    /// <param name="clans">groupIds; null: all.</param>
    /// <param name="period">Days.</param>
    /// <param name="kind">One kind; null: all.</param>
    /// <param name="behind">The end of the page before.</param>
    /// <param name="limit">How many.</param>
    /// <param name="ct">Cancels the query.</param>
    public static async Task<Listing<Change>> ReadAsync(
        NpgsqlDataSource database, IReadOnlyList<long>? clans, Period period, string? kind, ChangePosition? behind, int limit, CancellationToken ct)
    {
        var command = database.CreateCommand(Sql.Text(clans is null ? "serving/changes" : "serving/changes_of_clans"))
            .WithDay(period.From).WithDay(period.To).WithTexts(kind is null ? null : [kind])
            .WithDay(behind?.Date).With(behind?.MemberId ?? 0).With(behind?.Ordinal ?? 0).With(limit + 1);
        var rows = await (clans is null ? command : command.WithIds(clans)).ListAsync(Row, ct);
        var names = await ClanNamesById.ReadAsync(database, rows.SelectMany(r => StoredEvents.ClansOf(r.Event)), ct);
        return new Listing<Change>(
            [.. rows.Take(limit).Select(r => r.Told(names))], rows.Count > limit ? rows[limit - 1].Position.Cursor() : null);
    }

    private static ChangeRow Row(NpgsqlDataReader row) => new(
        new ChangePosition(row.Day(0), row.GetInt32(1), row.GetInt32(2)), row.GetString(3), row.GetInt64(4), row.Value<long>(5), row.GetGuid(6),
        row.GetString(7), row.GetInt64(8), row.GetString(9), StoredEvents.Read(row.GetString(3), row.GetString(7)));

    private sealed record ChangeRow(
        ChangePosition Position, string Kind, long ClanId, long? FromClanId, Guid EventId, string Data, long MembershipId, string Name, IMemberEvent Event)
    {
        public Change Told(Func<long, string> clanName)
        {
            var (what, details) = Telling.Of(Event, clanName);
            return new Change(Position.Date, Kind, MembershipId, Position.MemberId, Name, ClanId, FromClanId, what, details, EventId, new RawJson(Data));
        }
    }
}
