using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Describing;
using Npgsql;

namespace ClanLedger.Serving.Members;

/// <summary>Members: who they are, and their whole history.</summary>
internal static class MemberEndpoints
{
    private const string Tag = "Members";

    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/members", ListAsync).Pages<Listing<MemberItem>, MemberItem>(
            Tag, "Present and former members, by the beginning of any name they ever had", Parameters.Q, Parameters.OfClan, Parameters.Status).FollowsFromEvents();
        api.MapGet("/members/{id}", OneAsync).Answers<MemberAnswer>(Tag, "All that is known of one member", Parameters.Member).FollowsFromEvents();
        api.MapGet("/members/{id}/timeline", TimelineAsync).Pages<Listing<TimelineItem>, TimelineItem>(
            Tag, "A member's history, oldest first", Parameters.Member, Parameters.MemberKind, Parameters.From, Parameters.To).FollowsFromEvents();
        api.MapGet("/members/{id}/timeline/{event}/why", WhyAsync).Answers<WhyAnswer>(
            Tag, "How an event of a member's history is known", Parameters.Member, Parameters.Event);
        api.MapGet("/members/{id}/stays", StaysAsync).Pages<Listing<StayItem>, StayItem>(Tag, "A member's times in clans", Parameters.Member).FollowsFromEvents();
        api.MapGet("/members/{id}/activity", ActivityAsync).Pages<Listing<ActivityItem>, ActivityItem>(
            Tag, "A member's play, a row for each run that saw some", Parameters.Member, Parameters.From, Parameters.To).FollowsFromEvents();
    }

    private static async Task<IResult> ListAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var (limit, q) = (Parameters.Limit.Of(http), Parameters.Q.Of(http));
        var (name, member) = Cursor.Read(http, 2, v => Tuple.Create(v[0], int.Parse(v[1], CultureInfo.InvariantCulture))) ?? Tuple.Create("", 0);
        var rows = await MemberQueries.ListAsync(
            database, q is null ? null : NameKeys.Of(q), Parameters.Status.Of(http), Parameters.OfClan.Of(http), name, member, limit + 1, ct);
        return Answer.List(Listing<MemberItem>.Of(rows, limit, m => Cursor.Of(m.FoundBy ?? "", m.MemberId.ToString(CultureInfo.InvariantCulture))));
    }

    private static async Task<IResult> OneAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var member = await MemberQueries.OfAsync(http, database, ct);
        return Answer.Of(member with
        {
            Characters = await MemberQueries.CharactersAsync(database, member.MemberId, ct),
            FormerNames = await MemberQueries.FormerNamesAsync(database, member.MemberId, ct),
        });
    }

    private static async Task<IResult> TimelineAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var (limit, period, kind) = (Parameters.Limit.Of(http), Period.Of(http), Parameters.MemberKind.Of(http));
        var behind = NumberBehind(http);
        var member = await MemberQueries.OfAsync(http, database, ct);
        var rows = await TimelineQuery.ReadAsync(database, member.MembershipId, kind is null ? null : [kind], period, behind, limit + 1, ct);
        var items = await TimelineQuery.TellAsync(database, rows.GetRange(0, Math.Min(limit, rows.Count)), ct);
        return Answer.List(new Listing<TimelineItem>(items, rows.Count > limit ? Cursor.Of($"{rows[limit - 1].Version}") : null));
    }

    private static async Task<IResult> WhyAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct) =>
        Answer.Of(await WhyQuery.ReadAsync(database, await MemberQueries.OfAsync(http, database, ct), Parameters.Event.Of(http), ct));

    private static async Task<IResult> StaysAsync(HttpContext http, NpgsqlDataSource database, Settings settings, TimeProvider time, CancellationToken ct)
    {
        var (limit, behind) = (Parameters.Limit.Of(http), NumberBehind(http));
        var member = await MemberQueries.OfAsync(http, database, ct);
        var stays = await MemberQueries.StaysAsync(database, member.MemberId, settings.Ledger.Today(time), ct);
        return Answer.List(Listing<StayItem>.Of([.. stays.Where(s => s.Stay > behind).Take(limit + 1)], limit, s => Cursor.Of($"{s.Stay}")));
    }

    private static async Task<IResult> ActivityAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var (period, limit, behind) = (Period.Of(http), Parameters.Limit.Of(http), NumberBehind(http));
        var member = await MemberQueries.OfAsync(http, database, ct);
        var events = await TimelineQuery.ReadAsync(database, member.MembershipId, null, new Period(null, null), 0, int.MaxValue, ct);
        var activity = Activity.Of(events.Select(e => e.Event)).Select((a, i) => (Number: i + 1, Item: a))
            .Where(a => a.Number > behind && period.Holds(a.Item.Date)).Take(limit + 1).ToArray();
        return Answer.List(new Listing<ActivityItem>(
            [.. activity.Take(limit).Select(a => a.Item)], activity.Length > limit ? Cursor.Of($"{activity[limit - 1].Number}") : null));
    }

    /// <summary>The number, in the list of all, of the last item of the page before: histories only grow at their end.</summary>
    private static long NumberBehind(HttpContext http) => Cursor.Read(http, 1, v => Tuple.Create(long.Parse(v[0], CultureInfo.InvariantCulture)))?.Item1 ?? 0;
}
