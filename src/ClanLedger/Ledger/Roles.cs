namespace ClanLedger.Ledger;

/// <summary>Names of Bungie's RuntimeGroupMemberType; the number is stored by its name.</summary>
public static class Roles
{
    private static readonly string[] Names = ["None", "Beginner", "Member", "Admin", "ActingFounder", "Founder"];

    /// <summary>The name of a memberType; a number bungie.net has not documented keeps its digits.</summary>
    public static string NameOf(int memberType) =>
        memberType >= 0 && memberType < Names.Length ? Names[memberType] : $"Role{memberType}";

    /// <summary>Admin, Acting Founder and Founder run a clan.</summary>
    public static bool IsAdmin(string role) => role is "Admin" or "ActingFounder" or "Founder";

    /// <summary>Higher rules over lower; unknown roles come first.</summary>
    public static int Rank(string role) => Array.IndexOf(Names, role);
}
