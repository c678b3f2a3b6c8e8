using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Describing;
using ClanLedger.Serving.Rosters;
using Npgsql;

namespace ClanLedger.Serving.Changes;

/// <summary>What happened, over all clans or in some.</summary>
internal static class ChangeEndpoints
{
    private const string Tag = "Changes";
    private const string Without = "; play is in the timelines, and a clan's baseline is no change";

    public static void MapChanges(this IEndpointRouteBuilder api)
    {
        api.MapGet("/changes", async (HttpContext http, NpgsqlDataSource database, CancellationToken ct) => await AnswerAsync(http, database, null, ct))
            .Pages<Listing<Change>, Change>(Tag, "What happened in all clans" + Without, Parameters.From, Parameters.To, Parameters.ChangeKind).FollowsFromEvents();
        api.MapGet("/clans/{id}/changes", async (HttpContext http, NpgsqlDataSource database, CancellationToken ct) =>
            await AnswerAsync(http, database, (await Scope.OfClanAsync(http, database, null, ct)).Clans, ct))
            .Pages<Listing<Change>, Change>(Tag, "What happened in a clan" + Without, Parameters.Clan, Parameters.From, Parameters.To, Parameters.ChangeKind).FollowsFromEvents();
        api.MapGet("/groups/{id}/changes", async (HttpContext http, NpgsqlDataSource database, CancellationToken ct) =>
            await AnswerAsync(http, database, (await Scope.OfGroupAsync(http, database, null, ct)).Clans, ct))
            .Pages<Listing<Change>, Change>(Tag, "What happened in the clans of a group" + Without, Parameters.Group, Parameters.From, Parameters.To, Parameters.ChangeKind).FollowsFromEvents();
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, NpgsqlDataSource database, IReadOnlyList<long>? clans, CancellationToken ct) =>
        Answer.List(await ChangeQuery.ReadAsync(
            database, clans, Period.Of(http), Parameters.ChangeKind.Of(http), Cursor.Read(http, 3, ChangePosition.Of), Parameters.Limit.Of(http), ct));
}
