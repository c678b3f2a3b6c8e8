using System.Globalization;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Judging;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Describing;
using ClanLedger.Serving.Guarding;
using Npgsql;
using Wolverine;

namespace ClanLedger.Serving.Runs;

/// <summary>Runs, and the rosters they read.</summary>
internal static class RunEndpoints
{
    private const string Tag = "Runs";

    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", ListAsync).Pages<Listing<RunItem>, RunItem>(Tag, "Every run, by when it was asked for or due, the latest first");
        api.MapGet("/runs/{id}", OneAsync).Answers<RunItem>(Tag, "One run", Parameters.Run);
        api.MapPost("/runs", RunRequest.StartAsync).Takes(Tag, "Start a run now; it queues behind one that is under way").Needs(ApiRole.Officer).Changes()
            .Produces<RunStarted>(StatusCodes.Status202Accepted);
        api.MapGet("/snapshots", SnapshotsAsync).Pages<Listing<SnapshotItem>, SnapshotItem>(
            Tag, "Every roster that was read, newest first; those of verdict quarantined wait for a decision", Parameters.Verdict, Parameters.OfClan);
        api.MapPost("/snapshots/{id}/accept", AcceptAsync).Takes(Tag, "Believe a held roster: it is applied as of its own day", Parameters.Snapshot)
            .Needs(ApiRole.Officer).Changes().Produces<SnapshotItem>();
        api.MapPost("/snapshots/{id}/reject", RejectAsync).Takes(Tag, "Refuse a held roster: nothing is concluded from it", Parameters.Snapshot)
            .Needs(ApiRole.Officer).Changes().Produces<SnapshotItem>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var limit = Parameters.Limit.Of(http);
        var before = Cursor.Read(http, 1, v => Tuple.Create(Guid.ParseExact(v[0], "D")))?.Item1;
        return Answer.List(Listing<RunItem>.Of(await RunQueries.RunsAsync(database, null, before, limit + 1, ct), limit, r => Cursor.Of($"{r.RunId}")));
    }

    private static async Task<IResult> OneAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var id = Parameters.Run.Of(http);
        return Answer.Of((await RunQueries.RunsAsync(database, id, null, 1, ct)).SingleOrDefault() ?? throw Refusal.NotFound($"There is no run {id}"));
    }

    private static async Task<IResult> SnapshotsAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var limit = Parameters.Limit.Of(http);
        var before = Cursor.Read(http, 1, v => Tuple.Create(long.Parse(v[0], CultureInfo.InvariantCulture)))?.Item1;
        var rows = await RunQueries.SnapshotsAsync(database, null, Parameters.Verdict.Of(http), Parameters.OfClan.Of(http), before, limit + 1, ct);
        return Answer.List(Listing<SnapshotItem>.Of(rows, limit, s => Cursor.Of($"{s.SnapshotId}")));
    }

    private static Task<IResult> AcceptAsync(HttpContext http, NpgsqlDataSource database, SnapshotDecisions decisions, IMessageBus bus, CancellationToken ct) =>
        DecideAsync(http, database, (id, by) => decisions.AcceptAsync(id, ct, by, bus), ct);

    private static Task<IResult> RejectAsync(HttpContext http, NpgsqlDataSource database, SnapshotDecisions decisions, CancellationToken ct) =>
        DecideAsync(http, database, (id, by) => decisions.RejectAsync(id, ct, by), ct);

    private static async Task<IResult> DecideAsync(HttpContext http, NpgsqlDataSource database, Func<long, string, Task> decide, CancellationToken ct)
    {
        var snapshot = await RunQueries.SnapshotAsync(database, Parameters.Snapshot.Of(http), ct);
        if (snapshot.Verdict != Ledger.Verdicts.Quarantined)
            throw new Refusal(StatusCodes.Status409Conflict, $"Snapshot {snapshot.SnapshotId} is not held: it is {snapshot.Verdict}");
        await decide(snapshot.SnapshotId, http.User.Identity!.Name!);
        return Answer.Of(await RunQueries.SnapshotAsync(database, snapshot.SnapshotId, ct));
    }
}
