using System.Globalization;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Describing;
using ClanLedger.Serving.Guarding;
using ClanLedger.Tracking;
using Npgsql;

namespace ClanLedger.Serving.Clans;

/// <summary>Clans and groups: which are tracked.</summary>
internal static class ClanEndpoints
{
    private const string Tag = "Clans";

    public static void MapClans(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clans", ListAsync).Pages<Listing<ClanItem>, ClanItem>(Tag, "Every clan that is or was tracked");
        api.MapGet("/clans/{id}", OneAsync).Answers<ClanItem>(Tag, "One clan", Parameters.Clan);
        api.MapPost("/clans", AddAsync).Takes(Tag, "Track a clan from now on; repeating it changes nothing").Needs(ApiRole.Admin).Changes()
            .Produces<ClanItem>();
        api.MapDelete("/clans/{id}", RemoveAsync).Takes(Tag, "Stop tracking a clan; its history stays", Parameters.Clan).Needs(ApiRole.Admin).Changes()
            .Produces(StatusCodes.Status204NoContent);
        api.MapGet("/groups", ListGroupsAsync).Pages<Listing<GroupItem>, GroupItem>(Tag, "Every group of clans");
        api.MapGet("/groups/{id}", OneGroupAsync).Answers<GroupItem>(Tag, "One group of clans", Parameters.Group);
    }

    private static async Task<IResult> ListAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var limit = Parameters.Limit.Of(http);
        var rows = await ClanQueries.ClansAsync(database, null, Behind(http), limit + 1, ct);
        return Answer.List(Listing<ClanItem>.Of(rows, limit, c => Cursor.Of($"{c.ClanId}")));
    }

    private static async Task<IResult> OneAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct) =>
        Answer.Of(await ClanQueries.ClanAsync(database, Parameters.Clan.Of(http), ct));

    private static async Task<IResult> AddAsync(
        ClanToTrack asked, HttpContext http, ClanTracking tracking, NpgsqlDataSource database, CancellationToken ct)
    {
        if (asked.ClanId <= 0)
            throw Refusal.Bad($"clanId is {asked.ClanId}; allowed is the number in the clan's address on bungie.net");
        var group = string.IsNullOrWhiteSpace(asked.Group) ? null : asked.Group.Trim();
        if (group is not null && !GroupName.IsAllowed(group))
            throw Refusal.Bad($"group is too long, or holds control characters; allowed are {GroupName.Allowed}");
        await tracking.AddAsync([asked.ClanId], group, ct, http.User.Identity!.Name);
        return Answer.Of(await ClanQueries.ClanAsync(database, asked.ClanId, ct));
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, ClanTracking tracking, NpgsqlDataSource database, CancellationToken ct)
    {
        var clan = await ClanQueries.ClanAsync(database, Parameters.Clan.Of(http), ct);
        await tracking.RemoveAsync([clan.ClanId], null, ct, http.User.Identity!.Name);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ListGroupsAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var limit = Parameters.Limit.Of(http);
        var rows = await ClanQueries.GroupsAsync(database, null, Behind(http), limit + 1, ct);
        return Answer.List(Listing<GroupItem>.Of(rows, limit, g => Cursor.Of($"{g.GroupId}")));
    }

    private static async Task<IResult> OneGroupAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct) =>
        Answer.Of(await ClanQueries.GroupAsync(database, Parameters.Group.Of(http), ct));

    private static long Behind(HttpContext http) =>
        Cursor.Read(http, 1, values => (object)long.Parse(values[0], CultureInfo.InvariantCulture)) is long id ? id : 0;
}
