namespace ClanLedger.Notifying.Rendering;

/// <summary>How long something lasted, as people say it. Pure.</summary>
internal static class Period
{
    /// <summary>From one day to another, in its largest fitting unit, rounded down.</summary>
    public static string Between(DateOnly from, DateOnly to)
    {
        var days = Math.Max(0, to.DayNumber - from.DayNumber);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0);
        return days switch
        {
            0 => "less than a day",
            < 14 => Of(days, "day"),
            < 60 => Of(days / 7, "week"),
            _ when months < 24 => Of(months, "month"),
            _ => Of(months / 12, "year"),
        };
    }

    private static string Of(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
