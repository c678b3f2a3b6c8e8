using System.Globalization;
using ClanLedger.Hosting;

namespace ClanLedger.Commands;

/// <summary>Arguments as people type them.</summary>
internal static class Parse
{
    /// <summary>A day, <c>2026-01-02</c>; null stays null.</summary>
    /// <exception cref="UserErrorException">It is no day of the calendar.</exception>
    public static DateOnly? Day(string option, string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UserErrorException($"{option} is '{text}'; allowed is a day such as 2026-01-31");

    /// <summary>The same, not after the ledger's day.</summary>
    /// <exception cref="UserErrorException">It is no day of the calendar, or in the future.</exception>
    public static DateOnly? PastDay(string option, string? text, IServiceProvider services)
    {
        var (day, today) = (Day(option, text), services.GetRequiredService<Settings>().Ledger.Today(services.GetRequiredService<TimeProvider>()));
        return day > today ? throw new UserErrorException($"{option} is {day:yyyy-MM-dd}, in the future; allowed is {today:yyyy-MM-dd} or before") : day;
    }

    /// <summary>The name of a group of clans, without spaces around it; null, when the option is not given, stays null.</summary>
    /// <remarks>An empty name, as of a variable that is not set, is refused: without a group, <c>clans remove</c> would stop tracking the clan.</remarks>
    /// <exception cref="UserErrorException">Nothing can be called so.</exception>
    public static string? GroupName(string option, string? text) =>
        text is null ? null
        : Tracking.GroupName.IsAllowed(text) ? text.Trim()
        : throw new UserErrorException($"{option} is empty, too long, or holds control characters; allowed are {Tracking.GroupName.Allowed}");

    /// <summary>A clan's id: the number in its address on bungie.net.</summary>
    /// <exception cref="UserErrorException">It is no positive number.</exception>
    public static long ClanId(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id
        : throw new UserErrorException($"'{text}' is no clan id; allowed is the number in the clan's address on bungie.net, such as 881267");
}
