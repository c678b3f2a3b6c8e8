using System.Globalization;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Scheduling;
using Wolverine;

namespace ClanLedger.Specs.Scheduling;

public sealed class OccurrencesSpecs
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("30 17 * * *")]
    [InlineData("30 2 * * *")] // 02:30 does not exist in Berlin on 2026-03-29, and comes twice on 2026-10-25
    [InlineData("0 3 * * *")]
    [InlineData("0 0 * * *")]
    [InlineData("15 30 2 * * *")]
    public void Every_day_of_a_year_has_one_occurrence_whatever_the_clocks_do(string cron)
    {
        var schedule = new CronSchedule(cron, Berlin);
        var days = new List<DateOnly>();
        for (var at = schedule.NextOccurrence(At("2025-12-31T23:00:00Z") - TimeSpan.FromTicks(1)); at < At("2026-12-31T23:00:00Z"); at = schedule.NextOccurrence(at.Value))
            days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at.Value, Berlin).DateTime));

        days.ShouldBe(Enumerable.Range(0, 365).Select(d => new DateOnly(2026, 1, 1).AddDays(d)));
    }

    [Fact]
    public void The_hour_stays_that_of_the_zone_when_the_clocks_change()
    {
        var schedule = new CronSchedule("30 17 * * *", Berlin);

        schedule.NextOccurrence(At("2026-03-28T12:00:00Z")).ShouldBe(At("2026-03-28T16:30:00Z"));
        schedule.NextOccurrence(At("2026-03-29T12:00:00Z")).ShouldBe(At("2026-03-29T15:30:00Z"));
        schedule.NextOccurrence(At("2026-10-25T12:00:00Z")).ShouldBe(At("2026-10-25T16:30:00Z"));
    }

    [Fact]
    public void The_last_occurrence_within_a_time_is_found_and_only_within_it()
    {
        var schedule = new CronSchedule("30 17 * * *", TimeZoneInfo.Utc);
        var due = At("2026-01-02T17:30:00Z");

        Occurrences.Last(schedule, due.AddHours(-1), TimeSpan.FromHours(12)).ShouldBeNull();
        Occurrences.Last(schedule, due, TimeSpan.FromHours(12)).ShouldBe(due);
        Occurrences.Last(schedule, due.AddHours(11), TimeSpan.FromHours(12)).ShouldBe(due);
        Occurrences.Last(schedule, due.AddHours(13), TimeSpan.FromHours(12)).ShouldBeNull();
        Occurrences.Last(schedule, due.AddHours(1), TimeSpan.FromDays(3)).ShouldBe(due, "the last one, not those before it");
    }

    [Fact]
    public void An_occurrence_has_the_same_run_on_every_node_and_another_has_another()
    {
        var due = At("2026-01-02T17:30:00Z");

        RunIds.Of(due).ShouldBe(RunIds.Of(due.ToOffset(TimeSpan.FromHours(2))));
        Enumerable.Range(0, 100).Select(d => RunIds.Of(due.AddDays(d))).ShouldBe(
            Enumerable.Range(0, 100).Select(d => RunIds.Of(due.AddDays(d))).Distinct().OrderBy(id => id.ToString(), StringComparer.Ordinal), "in order of time");
        RunIds.Of(due).Version.ShouldBe(7);
        RunIds.Of(due).ToString().ShouldBe(Known);
    }

    [Theory]
    [InlineData(0, 9, false)] // nothing is caught up with, yet the clock's own run is made
    [InlineData(0, 11, true)]
    [InlineData(60, 59, false)]
    [InlineData(60, 61, true)]
    public void A_node_that_is_up_is_never_too_late(int within, int late, bool tooLate)
    {
        var due = At("2026-01-02T17:30:00Z");
        new ScheduleSettings(null, null, TimeSpan.FromMinutes(within)).IsTooLate(due, due.AddMinutes(late)).ShouldBe(tooLate);
    }

    [Theory]
    [InlineData("30 17 * * *", "2026-01-02T17:30:00Z", true)]
    [InlineData("30 17 * * *", "2026-01-02T17:30:00.0000001Z", false)]
    [InlineData("0 20 * * *", "2026-01-02T17:30:00Z", false)] // the schedule was changed
    [InlineData(null, "2026-01-02T17:30:00Z", false)] // or switched off
    [InlineData("*/2 * * * * *", "2026-01-02T17:30:02Z", true)]
    public void Only_what_the_schedule_has_now_is_made(string? cron, string occurrence, bool has) =>
        ScheduleSettings.Has(cron is null ? null : new CronSchedule(cron, TimeZoneInfo.Utc), At(occurrence)).ShouldBe(has);

    [Theory]
    [InlineData("2026-03-29")] // 02:30 is not there
    [InlineData("2026-10-25")] // and is there twice
    public void Every_occurrence_of_a_schedule_is_one_of_it_when_clocks_change(string day)
    {
        var schedule = new CronSchedule("30 2 * * *", Berlin);
        var next = schedule.NextOccurrence(At($"{day}T00:00:00Z").AddDays(-1));
        for (var n = 0; n < 4; n++, next = schedule.NextOccurrence(next!.Value))
            ScheduleSettings.Has(schedule, next!.Value).ShouldBeTrue($"{next}");
    }

    /// <summary>Nodes of different releases must agree.</summary>
    private const string Known = "019b7fc2-51c0-7911-b1d2-1b3b0dcac985";

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
