using System.Diagnostics;
using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Replaying;

/// <summary>Replays that end as kill -9 ends them.</summary>
public sealed class KillingTests(LedgerServer server)
{
    private const string Relations = """
        select n.nspname || '.' || c.relname || ' ' || c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname !~ '^(pg_catalog|pg_toast|information_schema)' and c.relname not like 'pg_toast%'
        union all select name || ' ' || last_seq_id from ledger.mt_event_progression
        order by 1
        """;

    public static TheoryData<string, string> Moments => new()
    {
        { "before the first row is written", "t_daily_counts" },
        { "in the midst of the rows", "t_members" },
        { "with all rows but the last deleted", "t_groups" },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_replay_killed_half_way_leaves_the_old_rows_in_service_and_nothing_behind(string moment, string blocked)
    {
        await using var history = await History.StartAsync(server, days: 3, members: 20);
        var right = await EveryRow.OfAsync(history.Ledger);
        await history.Ledger.ExecuteAsync("update groups.t_members set destiny_name = 'Someone'; update groups.t_daily_counts set value = 7; delete from groups.t_characters");
        var (wrong, relations) = (await EveryRow.UntouchedAsync(history.Ledger), await history.Ledger.TextsAsync(Relations));
        await using (var holder = new NpgsqlConnection(history.Ledger.ConnectionString))
        {
            await holder.OpenAsync(TestContext.Current.CancellationToken);
            await using var held = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using (var command = new NpgsqlCommand($"lock table groups.{blocked} in share mode", holder))
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            using var replay = history.Program().Start("replay");
            while (!await history.Ledger.OneAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"))
                replay.HasExited.ShouldBeFalse(moment);
            (await history.Ledger.OneAsync<bool>("select exists (select from pg_class where relpersistence = 't' and relname = 't_members')")).ShouldBeTrue();
            replay.Kill();
            await replay.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await UntilGoneAsync(history);
        (await EveryRow.UntouchedAsync(history.Ledger)).ShouldBe(wrong);
        (await history.Ledger.TextsAsync(Relations)).ShouldBe(relations);
        (await history.Program().DoneAsync("replay")).Output.ShouldContain("rows written");
        (await EveryRow.OfAsync(history.Ledger)).ShouldBe(right);
    }

    [Fact]
    public async Task Replays_killed_at_random_moments_leave_the_old_rows_or_the_new_ones()
    {
        await using var history = await History.StartAsync(server, days: 3, members: 20);
        var right = await EveryRow.OfAsync(history.Ledger);
        await history.Ledger.ExecuteAsync("update groups.t_members set destiny_name = 'Someone'; delete from groups.t_characters where character_id % 2 = 0");
        var (wrong, relations) = (await EveryRow.OfAsync(history.Ledger), await history.Ledger.TextsAsync(Relations));
        var random = new Random(6);
        for (var i = 0; i < 4; i++)
        {
            using var replay = history.Program().Start("replay");
            using var moment = new CancellationTokenSource(random.Next(500, 3000));
            try
            {
                await replay.WaitForExitAsync(moment.Token);
            }
            catch (OperationCanceledException)
            {
                replay.Kill();
                await replay.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            await UntilGoneAsync(history);
            var rows = await EveryRow.OfAsync(history.Ledger);
            (rows.SequenceEqual(wrong, StringComparer.Ordinal) || rows.SequenceEqual(right, StringComparer.Ordinal)).ShouldBeTrue(string.Join('\n', rows));
            (await history.Ledger.TextsAsync(Relations)).ShouldBe(relations);
        }

        await history.Program().DoneAsync("replay");
        (await EveryRow.OfAsync(history.Ledger)).ShouldBe(right);
    }

    /// <summary>PostgreSQL notices a client's death when it next talks to it.</summary>
    private static async Task UntilGoneAsync(History history)
    {
        var clock = Stopwatch.StartNew();
        while (await history.Ledger.OneAsync<bool>("select exists (select from pg_class where relpersistence = 't') or exists (select from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and a.datname = current_database())"))
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), "temporary tables or locks outlive the process");
    }
}
