using System.Runtime.CompilerServices;
using ClanLedger.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace ClanLedger.Specs.Fetching;

public sealed class PaceSpecs
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>What the fake clock wakes then runs at once, on the thread that lets time pass.</summary>
    private static ConfiguredTaskAwaitable NoContext => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private readonly FakeTimeProvider _time = new(Some.Moment);
    private readonly List<DateTimeOffset> _sent = [];
    private readonly List<DateTimeOffset> _answered = [];

    [Fact]
    public async Task No_ten_seconds_hold_more_requests_than_allowed_not_even_after_a_stall()
    {
        await NoContext;
        var pace = new Pace(24, _time);
        var asking = Ask(pace, 400);
        Pass(TimeSpan.FromSeconds(4));
        _time.Advance(TimeSpan.FromSeconds(60));
        Pass(TimeSpan.FromSeconds(20));
        await asking;

        MostInWindow(_sent).ShouldBeInRange(200, 240);
        MostInWindow(_answered).ShouldBeInRange(200, 240);
    }

    [Fact]
    public async Task It_keeps_up_a_pace_close_to_the_one_it_is_given()
    {
        await NoContext;
        var asking = Ask(new Pace(24, _time), 480);
        Pass(TimeSpan.FromSeconds(24));
        await asking;

        (480 / (_answered[^1] - _sent[0]).TotalSeconds).ShouldBeInRange(22, 24);
    }

    [Fact]
    public async Task A_wait_that_bungie_net_asks_for_stops_all_requests_and_slows_none_down()
    {
        await NoContext;
        var pace = new Pace(20, _time);
        var asking = Ask(pace, 100);
        Pass(TimeSpan.FromSeconds(1));
        var asked = _time.GetUtcNow();
        pace.Pause(TimeSpan.FromSeconds(7));
        Pass(TimeSpan.FromSeconds(20));
        await asking;

        var later = _sent.Where(s => s > asked).ToArray();
        (later[0] - asked).ShouldBe(TimeSpan.FromSeconds(7), TimeSpan.FromMilliseconds(20));
        pace.PerSecond.ShouldBe(20);
    }

    [Fact]
    public async Task Throttling_of_one_request_stops_all_for_as_long_as_bungie_net_asks_and_slows_them_down()
    {
        await NoContext;
        var pace = new Pace(20, _time);
        var asking = Ask(pace, 100);
        Pass(TimeSpan.FromSeconds(1));
        var throttled = _time.GetUtcNow();
        pace.SlowDown(TimeSpan.FromSeconds(7));
        Pass(TimeSpan.FromSeconds(20));
        await asking;

        var later = _sent.Where(s => s > throttled).ToArray();
        (later[0] - throttled).ShouldBe(TimeSpan.FromSeconds(7), TimeSpan.FromMilliseconds(20));
        (later[10] - later[0]).ShouldBe(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task What_was_under_way_when_throttling_began_slows_down_once_and_the_longest_pause_counts()
    {
        await NoContext;
        var pace = new Pace(20, _time);
        foreach (var seconds in new[] { 1, 5, 2 })
            pace.SlowDown(TimeSpan.FromSeconds(seconds));
        var asking = Ask(pace, 1);
        Pass(TimeSpan.FromSeconds(6));
        await asking;

        pace.PerSecond.ShouldBe(10);
        (_sent[0] - Some.Moment).ShouldBe(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task It_wins_back_its_pace_step_by_step()
    {
        await NoContext;
        var pace = new Pace(20, _time);
        pace.SlowDown(TimeSpan.FromSeconds(1));
        var seen = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var asking = Ask(pace, 1);
            Pass(TimeSpan.FromSeconds(11));
            await asking;
            seen.Add(pace.PerSecond);
        }

        seen.ShouldBe([10, 12.5, 15.625, 19.53125, 20, 20]);
    }

    [Fact]
    public void However_often_it_is_throttled_it_never_stands_still()
    {
        var pace = new Pace(20, _time);
        for (var i = 0; i < 100; i++)
        {
            pace.SlowDown(TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        pace.PerSecond.ShouldBe(0.5);
    }

    [Fact]
    public async Task Without_a_pace_requests_go_out_at_once_but_for_pauses()
    {
        await NoContext;
        var pace = new Pace(0, _time);
        var atOnce = Ask(pace, 1000, 1000);
        _sent.Count.ShouldBe(1000);
        pace.SlowDown(TimeSpan.FromSeconds(3));
        var paused = Ask(pace, 1000, 1000);
        _sent.Count.ShouldBe(1000);
        Pass(TimeSpan.FromSeconds(4));
        await Task.WhenAll(atOnce, paused);

        (_sent[^1] - _sent[0]).ShouldBe(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        await NoContext;
        var pace = new Pace(1, _time);
        pace.SlowDown(TimeSpan.FromSeconds(5));
        using var impatient = new CancellationTokenSource();
        var waiting = pace.WaitAsync(() => false, impatient.Token);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        var asking = Ask(pace, 1);
        Pass(TimeSpan.FromSeconds(6));
        await asking;
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_waits_for_the_end_of_a_pause_is_asked_whether_there_is_hope()
    {
        await NoContext;
        var pace = new Pace(1, _time);
        (await pace.WaitAsync(() => true, CancellationToken.None)).ShouldBeTrue("nothing was paused");
        pace.Done();
        pace.SlowDown(TimeSpan.FromSeconds(5));

        (await pace.WaitAsync(() => true, CancellationToken.None)).ShouldBeFalse();
    }

    /// <summary>So many requests, each answered a little later, no more than some at once.</summary>
    private Task Ask(Pace pace, int requests, int atOnce = 25)
    {
        var left = requests;
        return Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (left-- > 0)
            {
                (await pace.WaitAsync(() => false, CancellationToken.None)).ShouldBeTrue();
                _sent.Add(_time.GetUtcNow());
                await Task.Delay(Latency, _time);
                _answered.Add(_time.GetUtcNow());
                pace.Done();
            }
        }));
    }

    private void Pass(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(1))
            _time.Advance(TimeSpan.FromMilliseconds(1));
    }

    private static int MostInWindow(List<DateTimeOffset> moments) =>
        moments.Max(from => moments.Count(m => m >= from && m - from < Window));
}
