using ClanLedger.Notifying.Digesting;

namespace ClanLedger.Notifying.Rendering;

/// <summary>Changes of members, a line each. Pure.</summary>
/// <param name="day">The ledger's day.</param>
/// <param name="clanName">A clan's name by its id.</param>
/// <param name="several">Whether the audience has more than one clan: then each line says which.</param>
internal sealed class ChangeLines(DateOnly day, Func<long, string> clanName, bool several)
{
    /// <summary>At the beginning of each line: what follows is nothing to Discord, whatever it begins with.</summary>
    private const string Bullet = "• ";

    private const string And = " · ";

    public Line Of(Change change) => change switch
    {
        Joined e => In(e, Begin(e)),
        Left e => Gone(e, In(e, Begin(e))),
        Returned e => Back(e, In(e, Begin(e))),
        Moved e => Begin(e).Say(And).Quote(clanName(e.FromClanId)).Say(" → ").Quote(clanName(e.ClanId)),
        RoleChanged e => In(e, Begin(e).Say(And).Quote(Role(e.Old)).Say(" → ").Quote(Role(e.New))),
        Renamed e => In(e, Names(e)),
        _ => throw new NotSupportedException($"No words for the change {change.GetType().Name}"),
    };

    private static Line Begin(Change change) => new Line().Say(Bullet).Call(change.Who);

    private Line In(Change change, Line line) => several ? line.Say(And).Quote(clanName(change.ClanId)) : line;

    private Line Gone(Left e, Line line)
    {
        if (e.Since is { } since)
            line.Say($"{And}after {(e.AtLeast ? "at least " : "")}{Period.Between(since, day)}");
        return e.To is { } to ? line.Say($"{And}now in ").Quote(to.Name ?? $"clan {to.ClanId}") : line;
    }

    private Line Back(Returned e, Line line)
    {
        if (e.LeftOn is { } left)
            line.Say($"{And}away for {Period.Between(left, day)}");
        return e.FormerClanId == e.ClanId ? line : line.Say($"{And}before in ").Quote(clanName(e.FormerClanId));
    }

    private static Line Names(Renamed e)
    {
        if (e.Old.DestinyName != e.Who.DestinyName || e.Old.BungieGlobal != e.Who.BungieGlobal)
            return new Line().Say(Bullet).Call(e.Old).Say(" → ").Call(e.Who);
        return Begin(e).Say($"{And}on bungie.net ").Quote(e.Old.BungieName ?? "none").Say(" → ").Quote(e.Who.BungieName ?? "none");
    }

    private static string Role(string role) => role == "ActingFounder" ? "Acting Founder" : role;
}
