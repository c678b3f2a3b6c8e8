using ClanLedger.Ledger;
using ClanLedger.Serving.Members;
using static ClanLedger.Specs.Some;

namespace ClanLedger.Specs.Serving;

public sealed class ActivitySpecs
{
    [Fact]
    public void Minutes_are_those_since_a_character_was_last_seen() => Told(
        Joined(Today, 100, Character(11, 60)), Played(1, Character(11, 75)), Played(2)).ShouldBe(["1: 15 minutes, 1 characters", "2: ? minutes, 0 characters"]);

    [Fact]
    public void A_character_that_was_made_that_day_was_played_all_its_minutes() => Told(
        Joined(Today, 100, Character(11, 60)), new CharacterCreated(Day(1), Character(12, 300)), Played(1, Character(11, 70)),
        new CharacterCreated(Day(2), Character(13, 20)), Played(2)).ShouldBe(["1: 310 minutes, 2 characters", "2: 20 minutes, 1 characters"]);

    [Fact]
    public void A_character_that_is_back_counts_from_where_it_was() => Told(
        Joined(Today, 100, Character(11, 60)), new CharacterDeleted(Day(1), 11), new CharacterReturned(Day(2), Character(11, 65)), Played(2))
        .ShouldBe(["2: 5 minutes, 1 characters"]);

    [Fact]
    public void The_past_that_a_character_had_with_another_is_not_played_in_a_day() => Told(
        Joined(Today, 100, Character(11, 60)), new CharacterReturned(Day(1), Character(77, 60_000)), Played(1, Character(11, 70)))
        .ShouldBe(["1: 10 minutes, 1 characters"]);

    [Fact]
    public void The_past_of_a_profile_that_was_hidden_is_not_played_in_a_day() => Told(
        Joined(Today) with { Destiny = null }, new CharacterCreated(Day(1), Character(11, 9000)), new CharacterCreated(Day(1), Character(12, 9000)), Played(1))
        .ShouldBe(["1: ? minutes, 0 characters"]);

    private static DateOnly Day(int later) => Today.AddDays(later);

    private static MemberPlayed Played(int day, params CharacterSeen[] characters) => new(Day(day), Moment, Moment, characters);

    private static IEnumerable<string> Told(params IMemberEvent[] events) => Activity.Of(events)
        .Select(a => $"{a.Date.DayNumber - Today.DayNumber}: {a.Minutes?.ToString() ?? "?"} minutes, {a.Characters} characters");
}
