using System.Text;

namespace ClanLedger.Simulator;

/// <summary>Names of no one: plain ones, and ones that break programs.</summary>
internal static class InventedNames
{
    private static readonly string[] First =
        ["Ash", "Bramble", "Cinder", "Dusk", "Ember", "Fable", "Gale", "Harrow", "Iris", "Juniper", "Kestrel", "Lark", "Moss", "Nettle", "Onyx", "Pike", "Quill", "Rowan", "Sable", "Thorn", "Umber", "Vesper", "Wren", "Yarrow", "Zephyr"];

    private static readonly string[] Last =
        ["walker", "song", "fall", "bright", "hollow", "strider", "ward", "spark", "vale", "crest", "drift", "forge", "glen", "mark", "reach", "shade", "tide", "wick"];

    private static readonly string[] ClanFirst = ["Silent", "Golden", "Wandering", "Last", "Northern", "Hidden", "Patient", "Iron", "Distant", "Amber"];

    private static readonly string[] ClanLast = ["Beacon", "Archive", "Lantern", "Harbor", "Orchard", "Compass", "Observatory", "Garden", "Caravan", "Anvil"];

    private static readonly string[] Hostile =
    [
        "*Dra*", "Brennyy__", "AZV@LVE", "N3m☯-san", "'; drop table groups.t_members; --", "\"quoted\"", "back\\slash", "<script>alert(1)</script>",
        "@everyone", "<@123456789>", "```code```", "[red]markup[/]", " leading", "trailing ", "   ", "=1+1", "12345", "null", "ÀÉÎÕÜ", "漢字かな交じり",
        "👩‍👩‍👧‍👦 family", "e\u0301\u0302\u0303", "\u202Eright to left", "العربية", "tab\there", "new\nline", "\u200Bzero\u200Bwidth", "🅱️", "ﷺ", "#hash#0042", "%s%n", "\uFFFD", "\U0010FFFF",
    ];

    public static string Clan(Random chance) => $"{Any(ClanFirst, chance)} {Any(ClanLast, chance)}";

    public static string Plain(Random chance) => Any(First, chance) + Any(Last, chance) + (chance.Next(3) == 0 ? chance.Next(100).ToString() : "");

    /// <summary>A name that is known to break programs.</summary>
    public static string Troublesome(Random chance) => Any(Hostile, chance);

    /// <summary>1 to 100 code points of anything but U+0000 and surrogates.</summary>
    public static string Arbitrary(Random chance)
    {
        var name = new StringBuilder();
        for (var i = chance.Next(1, 101); i > 0; i--)
            name.Append(AnyRune(chance));
        return name.ToString();
    }

    private static Rune AnyRune(Random chance)
    {
        int highest = chance.Next(4) switch { 0 => 0x7F, 1 => 0x7FF, 2 => 0xFFFF, _ => 0x10FFFF };
        int value;
        do
            value = chance.Next(1, highest + 1);
        while (!Rune.IsValid(value));
        return new Rune(value);
    }

    private static string Any(string[] of, Random chance) => of[chance.Next(of.Length)];
}
