using ClanLedger.Serving;

namespace ClanLedger.Commands.Rendering;

/// <summary>How an event is known, in two or three lines of markup.</summary>
internal static class ProvenanceView
{
    public static string Of(Provenance why, Func<long, string> clanName) => string.Join('\n', Lines(why, clanName).Select(l => $"[grey]{Safe.Markup(l)}[/]"));

    private static IEnumerable<string> Lines(Provenance why, Func<long, string> clanName)
    {
        yield return $"{(why.Presence == "absent" ? "absent from" : "present on")} the roster of {clanName(why.ClanId)}";
        yield return $"of {why.EffectiveDate:yyyy-MM-dd}: {why.Members} members"
            + (why.Fetched is { } at ? $", read {at:yyyy-MM-dd HH:mm} UTC" : "");
        if (why.Departure is { } departure)
            yield return Told(departure);
        if (why.Accepted is { } reason)
            yield return $"held at first: {reason}";
        yield return $"snapshot {why.SnapshotId}{(why.Kept ? "" : " (rows no longer kept)")}, SHA-256 {why.Hash[..16]}...";
        yield return $"run {why.RunId}";
    }

    private static string Told(DepartureAnswer departure) => departure switch
    {
        { To: { } to } => $"bungie.net, asked where they are, said: in {to.Name ?? "a clan"} ({to.ClanId})",
        { Confirmed: true } => "bungie.net, asked where they are, said: in no clan",
        _ => "bungie.net was not asked where they are, or did not answer",
    };
}
