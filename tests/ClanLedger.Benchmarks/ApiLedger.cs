using ClanLedger.Ledger;
using JasperFx.Events;
using Marten;

namespace ClanLedger.Benchmarks;

/// <summary>A ledger of a year: 100,000 members in 1,000 clans, 20 events each, and 500 each for a hundred of them.</summary>
internal static class ApiLedger
{
    public const int Clans = 1000;
    public const int MembersPerClan = 100;
    public const int EventsPerMember = 20;
    public const int EventsOfTheBusy = 500;
    public const long FirstClan = 1_000_000;
    public const long FirstMember = 4611686018400000000;

    /// <summary>The first day, a baseline of all clans; a year later is the last.</summary>
    public static readonly DateOnly FirstDay = new(2025, 11, 1);

    private const int StreamsAtOnce = 5000;

    /// <summary>Writes the events by COPY, and then projects the tables from them as a rebuild does.</summary>
    public static async Task<int> FillAsync(IDocumentStore store)
    {
        var (events, registry) = (0, (IEventRegistry)store.Options.Events);
        foreach (var chunk in Enumerable.Range(0, Clans * MembersPerClan).Chunk(StreamsAtOnce))
        {
            var streams = Array.ConvertAll(chunk, i => StreamAction.Start(registry, StreamKeys.Member(FirstMember + i), Member(i).ToArray()));
            events += streams.Sum(s => s.Events.Count);
            await store.BulkInsertEventsAsync(streams);
        }

        var runs = Enumerable.Range(0, 60).Select(i => StreamAction.Start(
            registry, StreamKeys.Run(Guid.CreateVersion7(Moment(i * 6))), Completed(FirstDay.AddDays(i * 6)))).ToArray();
        await store.BulkInsertEventsAsync(runs);
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync("Groups", TimeSpan.FromMinutes(20), CancellationToken.None);
        return events + runs.Length;
    }

    private static IEnumerable<object> Member(int i)
    {
        var chance = new Random(i);
        var clan = FirstClan + (i / MembersPerClan);
        var names = new MemberNames($"{Syllable(chance)}{Syllable(chance)}{i % 100}", $"{Syllable(chance)}{Syllable(chance)}", (short)(i % 10_000), null);
        var stay = new Stay(clan, i % MembersPerClan == 0 ? "Founder" : "Member", Moment(-100));
        yield return new MemberJoined(
            FirstDay, i + 1, true, stay, names, new MemberProfile(3, "https://www.bungie.net/icon.png", null, null, null), Moment(0), new DestinyProfile(127, Moment(0), [Character(i, 0)]));
        var count = (i < 100 ? EventsOfTheBusy : EventsPerMember) - 1;
        for (var n = 1; n <= count; n++)
        {
            var day = FirstDay.AddDays(1 + (int)((n + chance.NextDouble()) * 360 / (count + 1)));
            yield return (n % 20) switch
            {
                7 => new MemberRoleChanged(day, clan, stay.Role, stay.Role),
                13 => new MemberRenamed(day, names, names = names with { DestinyName = $"{Syllable(chance)}{Syllable(chance)}{i % 100}" }),
                _ => new MemberPlayed(day, Moment(day.DayNumber - FirstDay.DayNumber), null, [Character(i, n * 60)]),
            };
        }
    }

    private static SyncCompleted Completed(DateOnly day) => new(
        day, RunStatus.Complete, [.. Enumerable.Range(0, Clans).Select(c => new ClanCounts(FirstClan + c, Verdicts.Complete, MembersPerClan, false, new Dictionary<string, int>(StringComparer.Ordinal)))]);

    private static CharacterSeen Character(int i, int minutes) => new(2305843009300000000 + i, 671679327, minutes, Moment(minutes / 60 % 360));

    private static DateTimeOffset Moment(int day) => new(FirstDay.AddDays(day).ToDateTime(new TimeOnly(18, 0)), TimeSpan.Zero);

    private static string Syllable(Random chance) => $"{"bcdfghjklmnprstvwz"[chance.Next(18)]}{"aeiou"[chance.Next(5)]}{"lmnrst"[chance.Next(6)]}";
}
