using System.Threading.Channels;
using ClanLedger.Appending;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Replaying;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClanLedger.Tests.Syncing;

public sealed class AppendingTests(LedgerServer server)
{
    private const string Streams = "select id, type, version, tenant_id, compacted_version, is_archived from ledger.mt_streams order by id";

    private const string Events = """
        select seq_id, stream_id, version, data, bdata, type, tenant_id, mt_dotnet_type, causation_id, headers, is_archived
        from ledger.mt_events order by seq_id
        """;

    private const string LastNumber = "select last_value from ledger.mt_events_sequence";

    private static readonly DateOnly Day = new(2026, 1, 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_appended_to_many_streams_at_once_is_what_Marten_appends_to_each()
    {
        StreamOfRun[] first =
            [new("clan/1", null, [new ClanTracked(Day, new ClanNames("Oné \\ \"\n", null)), new ClanGrouped(Day, 7, "Fleet")]), Joined(1, 11), Joined(2, 12)];
        StreamOfRun[] then =
        [
            new("member/2", 13, [new MemberLeft(Day.AddDays(1), 1), new MemberReturned(Day.AddDays(1), 1, Stay, [])]), Joined(3, 13),
            new("member/1", null, [new MemberRenamed(Day.AddDays(1), Names(1), Names(4))]),
        ];
        await using var ours = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        await using var martens = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        foreach (var (streams, by) in new[] { (first, "an officer"), (then, (string?)null) })
        {
            await AppendAsync(ours, streams, by);
            await AppendByMartenAsync(martens, streams, by);
        }

        (await ours.LinesAsync(Streams)).ShouldBe(await martens.LinesAsync(Streams));
        (await ours.LinesAsync(Events)).ShouldBe(await martens.LinesAsync(Events));
        (await ours.LinesAsync(Events)).Count.ShouldBe(8);
        (await ours.OneAsync<bool>("select bool_and(timestamp between now() - interval '1 minute' and now()) and count(distinct id) = 8 from ledger.mt_events")).ShouldBeTrue();
        (await ours.LinesAsync("select * from groups.t_members order by 1")).ShouldBe(await martens.LinesAsync("select * from groups.t_members order by 1"));
    }

    [Fact]
    public async Task Who_joins_gets_the_rows_that_statements_would_write()
    {
        var (later, moment) = (Day.AddDays(1), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        CharacterSeen Character(long id, int minutes) => new(id, 671679327, minutes, moment.AddMinutes(minutes));
        StreamOfRun Joins(int n, params object[] then) => new(StreamKeys.Member(n), n,
        [
            new MemberJoined(
                Day, n, n == 1, Stay, new MemberNames($"Tess {n} \"\\", n % 2 == 0 ? null : "Tess", n % 2 == 0 ? null : (short)42, n % 2 == 0 ? "Téss" : null),
                new MemberProfile(3, n % 2 == 0 ? "/i.png" : null, n, 254, n % 2 == 0 ? null : "/b.png"), n % 2 == 0 ? moment : null,
                new DestinyProfile(7, n % 2 == 0 ? null : moment, [Character((n * 10) + 1, n), Character((n * 10) + 2, n)])),
            .. then,
        ]);
        StreamOfRun[] first = [Joins(1), Joins(2)];
        StreamOfRun[] then =
        [
            Joins(3, new CharacterCreated(Day, Character(12, 500)), new CharacterCreated(Day, Character(33, 3)), new CharacterDeleted(Day, 31)), // 12 was someone else's.
            Joins(4, new MemberLeft(later, 1)),
            Joins(5, new MemberLeft(Day, 1), new MemberReturned(later, 2, Stay with { ClanId = 2, Role = "Founder" }, [Character(51, 9)])),
            Joins(6, new MemberRenamed(later, Names(6), Names(7)), new MemberRoleChanged(later, 1, "Member", "Admin"),
                new MemberTransferred(later, 1, Stay with { ClanId = 3, JoinDate = null }), new MemberPlayed(later, moment.AddDays(1), moment, [Character(61, 900)])),
            new("member/1", 9, [new MemberLeft(later, 1)]),
        ];
        await using var ours = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        await using var martens = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        foreach (var streams in new[] { first, then })
        {
            await AppendAsync(ours, streams, null);
            await AppendByMartenAsync(martens, streams, null);
        }

        foreach (var table in new[] { "t_members", "t_known_names", "t_memberships", "t_characters", "t_changes", "t_former_names", "t_former_roles", "t_former_plays" })
        {
            var rows = $"select to_jsonb(x) - 'event_id' from groups.{table} x order by 1";
            (await ours.LinesAsync(rows)).ShouldBe(await martens.LinesAsync(rows), table);
        }

        (await ours.LinesAsync("select character_id, member_id, added, minutes_played_total, deleted from groups.t_characters where member_id in (3, 5) order by 1"))
            .ShouldBe(["(12,3,2026-01-01,500,)", "(31,3,2026-01-01,3,2026-01-01)", "(32,3,2026-01-01,3,)", "(33,3,2026-01-01,3,)", "(51,5,2026-01-01,9,)", "(52,5,2026-01-01,5,2026-01-01)"]);
        (await ours.OneAsync<long>("select count(*) from groups.t_former_plays")).ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(PagesAhead.StreamsPerPage + 500)] // On a later page, with the one before it already written.
    public async Task A_stream_that_begins_a_second_time_is_refused_and_named(int others)
    {
        await using var ledger = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        await AppendAsync(ledger, [Joined(1, 11), Joined(2, 11)], null);
        var before = await WholeLedger.OfAsync(ledger);
        (await Should.ThrowAsync<UserErrorException>(AppendAsync(ledger, [.. Enumerable.Range(3, others).Select(n => Joined(n, 12)), Joined(2, 12)], null)))
            .Message.ShouldStartWith("The tables are not what the events say: they have lost member/2, whose history is in the ledger");
        (await WholeLedger.OfAsync(ledger)).ShouldBe(before);
    }

    [Fact]
    public async Task More_streams_than_a_page_holds_are_appended_in_order()
    {
        await using var ledger = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        await AppendAsync(ledger, [.. Enumerable.Range(1, PagesAhead.StreamsPerPage + 3).Select(n => Joined(n, 11))], null);
        (await ledger.TextsAsync("select stream_id from ledger.mt_events order by seq_id")).ShouldBe(Enumerable.Range(1, PagesAhead.StreamsPerPage + 3).Select(n => $"member/{n}"));
        (await ledger.OneAsync<long>("select count(*) from groups.t_members")).ShouldBe(PagesAhead.StreamsPerPage + 3);
    }

    [Theory]
    [InlineData("lock table ledger.mt_events in share mode")]
    [InlineData("lock table groups.t_characters in share mode")]
    [InlineData("alter index groups.pk_known_names set tablespace pg_default")]
    [InlineData("alter index ledger.pkey_mt_events_seq_id set tablespace pg_default")] // Which COPY only comes upon with its first rows.
    public async Task Whoever_appends_waits_for_what_another_session_holds_longer_than_a_command_may_take(string hold)
    {
        await using var ledger = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        await using var other = await ledger.Database.OpenConnectionAsync(Stop);
        await using var holding = await other.BeginTransactionAsync(Stop);
        await using (var command = new NpgsqlCommand(hold, other))
            await command.ExecuteNonQueryAsync(Stop);
        await using var connection = new NpgsqlConnection($"{ledger.ConnectionString};Command Timeout=1");
        await connection.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var appending = StreamAppender.AppendAsync(Store(ledger), transaction, "run/x", [Joined(1, 11)], Stop);
        (await Task.WhenAny(appending, Task.Delay(TimeSpan.FromSeconds(2.5), Stop))).ShouldNotBe(appending);
        await holding.CommitAsync(Stop);
        await appending;
        await transaction.CommitAsync(Stop);
        (await ledger.TextsAsync("select stream_id from ledger.mt_events")).ShouldBe(["member/1"]);
    }

    [Fact]
    public async Task A_page_that_PostgreSQL_refuses_half_way_leaves_nothing_behind_and_the_connection_usable()
    {
        await using var ledger = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        await AppendAsync(ledger, [.. Enumerable.Range(1, 20).Select(n => Joined(n, 11))], null);
        await using var connection = await ledger.Database.OpenConnectionAsync(Stop);
        await using (var command = new NpgsqlCommand("select setval('ledger.mt_events_sequence', 10)", connection))
            await command.ExecuteNonQueryAsync(Stop);
        await using (var transaction = await connection.BeginTransactionAsync(Stop))
        {
            var refused = await Should.ThrowAsync<PostgresException>(StreamAppender.AppendAsync(
                Store(ledger), transaction, "run/x", Enumerable.Range(21, 2_500).Select(n => Joined(n, 11)), Stop));
            (refused.SqlState, refused.ConstraintName).ShouldBe((PostgresErrorCodes.UniqueViolation, "pkey_mt_events_seq_id"));
            await transaction.RollbackAsync(Stop);
        }

        await using (var counting = new NpgsqlCommand("select count(*) from ledger.mt_streams", connection))
            (await counting.ExecuteScalarAsync(Stop)).ShouldBe(20);
    }

    [Fact]
    public async Task Streams_that_break_off_append_nothing()
    {
        await using var ledger = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        (await Should.ThrowAsync<InvalidOperationException>(AppendAsync(ledger, BreakingOff(), null))).Message.ShouldBe("the diff broke off");
        (await ledger.OneAsync<long>("select count(*) from ledger.mt_events")).ShouldBe(0);

        static IEnumerable<StreamOfRun> BreakingOff()
        {
            for (var n = 1; n <= PagesAhead.StreamsPerPage + 100; n++)
                yield return Joined(n, 11);
            throw new InvalidOperationException("the diff broke off");
        }
    }

    [Fact]
    public async Task Pages_that_are_not_wanted_any_more_end_with_their_owner()
    {
        await using var ledger = await TestLedger.StartAsync(server, new Uri("http://127.0.0.1:9/"));
        await using var connection = await ledger.Database.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var unending = Channel.CreateUnbounded<StreamOfRun>();
        for (var n = 1; n <= (2 * PagesAhead.StreamsPerPage) + 1_000; n++)
            await unending.Writer.WriteAsync(Joined(n, 11), Stop);

        // Of one, a page is ready and the next waits for room; the other waits for streams.
        foreach (var streams in new[] { unending, Channel.CreateUnbounded<StreamOfRun>() })
        {
            var pages = PagesAhead.Begin(Store(ledger), transaction, streams.Reader.ReadAllAsync(Stop), null, Stop);
            while (streams.Reader.Count > 1_000)
                await Task.Delay(10, Stop);
            await pages.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), Stop);
        }

        await transaction.CommitAsync(Stop); // Which no session has closed.
    }

    [Fact]
    public async Task What_is_rehearsed_is_appended_and_never_happened()
    {
        await using var scene = await Scene.StartAsync(server);
        var (ledger, clan) = (scene.Ledger, scene.Clans[0].ClanId);
        await scene.SyncAsync();
        var (before, tables) = (await WholeLedger.OfAsync(ledger), await EveryRow.UntouchedAsync(ledger));
        var last = await ledger.OneAsync<long>(LastNumber);
        await Rehearsal.AppendAsync(clan, scene.World.Day, Store(ledger), ledger.Database, Stop);
        (await ledger.OneAsync<long>(LastNumber)).ShouldBe(last + 5);
        (await WholeLedger.OfAsync(ledger)).ShouldBe(before);
        (await EveryRow.UntouchedAsync(ledger)).ShouldBe(tables);

        var next = await scene.SyncNextDayAsync();
        next.Completed.Status.ShouldBe("complete");
        (await ledger.OneAsync<long>("select count(*) from ledger.mt_events where stream_id like 'member/-%'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_rehearsal_gives_way_to_whoever_holds_a_table()
    {
        await using var scene = await Scene.StartAsync(server);
        await scene.SyncAsync();
        await using var other = await scene.Ledger.Database.OpenConnectionAsync(Stop);
        await using var holding = await other.BeginTransactionAsync(Stop);
        await using var held = new NpgsqlCommand("lock table groups.t_members", other);
        await held.ExecuteNonQueryAsync(Stop);

        var failure = await Should.ThrowAsync<Exception>(Rehearsal.AppendAsync(
            scene.Clans[0].ClanId, scene.World.Day, Store(scene.Ledger), scene.Ledger.Database, Stop));
        failure.GetBaseException().ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
    }

    private static Stay Stay => new(1, "Member", new DateTimeOffset(2025, 12, 31, 1, 2, 3, TimeSpan.Zero));

    private static MemberNames Names(int n) => new($"Guardian {n}", null, null, n % 2 == 0 ? "Guardian's \u0041\u030A" : null);

    private static StreamOfRun Joined(int n, long snapshot) => new(StreamKeys.Member(n), snapshot,
        [new MemberJoined(Day, n, n == 1, Stay, Names(n), new MemberProfile(3, null, null, null, null), null, null)]);

    private static IDocumentStore Store(TestLedger ledger) => ledger.Services.GetRequiredService<IDocumentStore>();

    private static async Task AppendAsync(TestLedger ledger, IEnumerable<StreamOfRun> streams, string? by)
    {
        await using var connection = await ledger.Database.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await StreamAppender.AppendAsync(Store(ledger), transaction, "run/x", streams, Stop, by);
        await transaction.CommitAsync(Stop);
    }

    private static async Task AppendByMartenAsync(TestLedger ledger, StreamOfRun[] streams, string? by)
    {
        await using var session = Store(ledger).LightweightSession();
        session.CausationId = "run/x";
        foreach (var stream in streams)
        {
            foreach (var data in stream.Events)
            {
                var e = session.Events.BuildEvent(data);
                if (stream.SnapshotId is { } id)
                    e.SetHeader("snapshot", id);
                if (by is not null)
                    e.SetHeader("by", by);
                session.Events.Append(stream.Key, e);
            }
        }

        await session.SaveChangesAsync(Stop);
    }
}
