using ClanLedger.Ledger;

namespace ClanLedger.Notifying.Rendering;

/// <summary>One line of a digest, in pieces that must not be cut.</summary>
internal sealed class Line
{
    /// <summary>A longer name is not emphasized: its two marks might come to lie in different fields.</summary>
    private const int LongestEmphasized = 200;

    private readonly List<string> _pieces = [];

    /// <summary>From left to right.</summary>
    public IReadOnlyList<string> Pieces => _pieces;

    /// <summary>Code points.</summary>
    public int Length => _pieces.Sum(Limits.Length);

    /// <summary>The program's own words, in Discord's markdown.</summary>
    public Line Say(string words)
    {
        if (words.Length > 0)
            _pieces.Add(words);
        return this;
    }

    /// <summary>A stranger's words.</summary>
    public Line Quote(string words)
    {
        _pieces.AddRange(Name.Pieces(words));
        return this;
    }

    /// <summary>What a member is called: as in the game, and how they are known on bungie.net where that differs.</summary>
    public Line Call(MemberNames names)
    {
        if (names.BungieGlobal is not { } global)
            return Emphasize(names.DestinyName);
        if (names.GlobalName == names.DestinyName)
            return Emphasize(names.DestinyName).Quote(global[names.DestinyName.Length..], unless: "");
        return Emphasize(names.DestinyName).Say(" (").Quote(global).Say(")");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(_pieces);

    private Line Quote(string words, string unless) => words == unless ? this : Quote(words);

    private Line Emphasize(string name)
    {
        var pieces = Name.Pieces(name);
        var mark = pieces.Sum(Limits.Length) <= LongestEmphasized ? "**" : "";
        Say(mark);
        _pieces.AddRange(pieces);
        return Say(mark);
    }
}
