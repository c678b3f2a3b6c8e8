using System.Text.RegularExpressions;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Simulator.Answering;

/// <summary>The endpoints that are served, by their paths under /Platform/.</summary>
internal static partial class Request
{
    /// <summary>What is asked.</summary>
    public static Question Read(HttpRequest request)
    {
        var path = request.Path.Value!;
        if (Profile().Match(path) is { Success: true } profile)
            return new Question(Subject.Profile, Number(profile, "member"));
        if (Members().Match(path) is { Success: true } members)
            return new Question(Subject.Roster, Number(members, "clan"), int.TryParse(request.Query["currentpage"], out var page) ? page : 1);
        if (Group().Match(path) is { Success: true } group)
            return new Question(Subject.Detail, Number(group, "clan"));
        return MembershipOf().Match(path) is { Success: true } membership ? new Question(Subject.MembershipOf, Number(membership, "member")) : new Question(Subject.Unknown, 0);
    }

    /// <summary>The membershipType in the path of a request about a member.</summary>
    public static long MembershipType(HttpRequest request)
    {
        var path = request.Path.Value!;
        return Number(Profile().Match(path) is { Success: true } profile ? profile : MembershipOf().Match(path), "type");
    }

    private static long Number(Match match, string group) => long.TryParse(match.Groups[group].ValueSpan, out var number) ? number : -1;

    [GeneratedRegex(@"^/Platform/GroupV2/(?<clan>\d{1,18})/$")]
    private static partial Regex Group();

    [GeneratedRegex(@"^/Platform/GroupV2/(?<clan>\d{1,18})/Members/$")]
    private static partial Regex Members();

    [GeneratedRegex(@"^/Platform/Destiny2/(?<type>\d{1,4})/Profile/(?<member>\d{1,19})/$")]
    private static partial Regex Profile();

    [GeneratedRegex(@"^/Platform/GroupV2/User/(?<type>\d{1,4})/(?<member>\d{1,19})/0/1/$")]
    private static partial Regex MembershipOf();
}
