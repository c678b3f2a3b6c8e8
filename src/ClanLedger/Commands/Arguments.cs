namespace ClanLedger.Commands;

/// <summary>The command line, sorted into what the host's configuration, the verb and its command each take.</summary>
/// <param name="ForHost">Configuration values, <c>--Section:Key=value</c>.</param>
/// <param name="Verb">The first word; <c>serve</c> when there is none.</param>
/// <param name="ForVerb">What stands behind the verb.</param>
/// <param name="Help">Help was asked for, with or without a verb.</param>
internal sealed record Arguments(string[] ForHost, string Verb, string[] ForVerb, bool Help)
{
    private static readonly string[] HelpWords = ["--help", "-h", "-?", "help", "?"];

    public static Arguments Parse(string[] args)
    {
        var settings = args.Where(IsSetting).ToArray();
        var words = args.Where(a => !IsSetting(a)).ToArray();
        var help = words.Any(IsHelp);
        var rest = words.Where(w => !IsHelp(w)).ToArray();
        return rest is [var verb, ..] && !verb.StartsWith('-')
            ? new Arguments(settings, verb, rest[1..], help)
            : new Arguments(settings, help ? "help" : "serve", rest, help);
    }

    private static bool IsHelp(string word) => HelpWords.Contains(word, StringComparer.Ordinal);

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf(':', StringComparison.Ordinal) is > 2 and var colon
        && argument.IndexOf('=', StringComparison.Ordinal) > colon;
}
