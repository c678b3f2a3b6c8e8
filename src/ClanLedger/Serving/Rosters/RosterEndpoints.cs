using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Describing;
using Npgsql;

namespace ClanLedger.Serving.Rosters;

/// <summary>Who is in a clan or group, or was on any day; and what differs between two days.</summary>
internal static class RosterEndpoints
{
    private const string Tag = "Rosters";

    public static void MapRosters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clans/{id}/members", (HttpContext http, NpgsqlDataSource database, Settings settings, TimeProvider time, CancellationToken ct) =>
            MembersAsync(http, Scope.OfClanAsync, database, settings.Ledger.Today(time), ct))
            .Pages<RosterAnswer, RosterItem>(Tag, "Who is in a clan, or was at the end of a day",
                Parameters.Clan, Parameters.AsOf, Parameters.Role, Parameters.Sort, Parameters.QOfDay).FollowsFromEvents();
        api.MapGet("/groups/{id}/members", (HttpContext http, NpgsqlDataSource database, Settings settings, TimeProvider time, CancellationToken ct) =>
            MembersAsync(http, Scope.OfGroupAsync, database, settings.Ledger.Today(time), ct))
            .Pages<RosterAnswer, RosterItem>(Tag, "Who is in the clans of a group, or was at the end of a day",
                Parameters.Group, Parameters.AsOf, Parameters.Role, Parameters.Sort, Parameters.QOfDay).FollowsFromEvents();
        api.MapGet("/clans/{id}/diff", (HttpContext http, NpgsqlDataSource database, Settings settings, TimeProvider time, CancellationToken ct) =>
            DiffAsync(http, Scope.OfClanAsync, database, settings.Ledger.Today(time), ct))
            .Pages<DiffAnswer, DiffItem>(Tag, "The net difference between the ends of two days", Parameters.Clan, Parameters.From, Parameters.To).FollowsFromEvents();
        api.MapGet("/groups/{id}/diff", (HttpContext http, NpgsqlDataSource database, Settings settings, TimeProvider time, CancellationToken ct) =>
            DiffAsync(http, Scope.OfGroupAsync, database, settings.Ledger.Today(time), ct))
            .Pages<DiffAnswer, DiffItem>(Tag, "The net difference between the ends of two days, over all clans of a group", Parameters.Group, Parameters.From, Parameters.To).FollowsFromEvents();
    }

    /// <summary>Finds the clan or group of a path.</summary>
    public delegate Task<Scope> ScopeOf(HttpContext http, NpgsqlDataSource database, DateOnly? day, CancellationToken ct);

    private static async Task<IResult> MembersAsync(HttpContext http, ScopeOf scopeOf, NpgsqlDataSource database, DateOnly today, CancellationToken ct)
    {
        var (asOf, role, q, limit) = (Parameters.AsOf.Of(http), Parameters.Role.Of(http), Parameters.QOfDay.Of(http), Parameters.Limit.Of(http));
        var order = new RosterOrder(Parameters.Sort.Of(http));
        var behind = Cursor.Read(http, 3, RosterOrder.Key.Of);
        var scope = await scopeOf(http, database, asOf, ct);
        scope.RefuseUnknown("asOf", asOf, today);

        var members = (await RosterQuery.ReadAsync(database, scope.Clans, asOf, ct))
            .Where(m => (role is null || m.Role == role) && (q is null || IsCalled(m, NameKeys.Of(q))))
            .Select(m => (Key: order.Of(m), Member: m)).OrderBy(m => m.Key, order).ToArray();
        var page = members.Where(m => behind is null || order.Compare(m.Key, behind) > 0).Take(limit + 1).ToArray();
        return Answer.List(new RosterAnswer(
            scope.Name, asOf, scope.LastObserved == (asOf ?? today), scope.LastObserved, scope.KnownSince, members.Length,
            [.. page.Take(limit).Select(m => RosterItem.Of(m.Member, asOf ?? today))], page.Length > limit ? page[limit - 1].Key.Cursor() : null));
    }

    private static bool IsCalled(RosterMember member, string key) => NameKeys.Of(member.Names).Any(name => name.StartsWith(key, StringComparison.Ordinal));

    private static async Task<IResult> DiffAsync(HttpContext http, ScopeOf scopeOf, NpgsqlDataSource database, DateOnly today, CancellationToken ct)
    {
        var period = Period.Of(http);
        if (period.From is not { } from)
            throw Refusal.Bad("from is missing; allowed is a day such as 2026-01-31");
        var (to, limit) = (period.To ?? today, Parameters.Limit.Of(http));
        var behind = Cursor.Read(http, 3, v => Tuple.Create((v[0], int.Parse(v[1], CultureInfo.InvariantCulture), v[2])));
        var (before, after) = (await scopeOf(http, database, from, ct), await scopeOf(http, database, to, ct));
        before.RefuseUnknown("from", from, today);
        after.RefuseUnknown("to", to, today);
        var differences = RosterDiff.Between(await RosterQuery.ReadAsync(database, before.Clans, from, ct), await RosterQuery.ReadAsync(database, after.Clans, to, ct));
        var page = Listing<DiffItem>.Of(
            [.. differences.Where(d => behind is null || DiffItem.Compare(d.Place, behind.Item1) > 0).Take(limit + 1)], limit, d => d.Cursor());
        return Answer.List(new DiffAnswer(after.Name, from, to, before.LastObserved, after.LastObserved, page.Items, page.NextCursor));
    }
}
