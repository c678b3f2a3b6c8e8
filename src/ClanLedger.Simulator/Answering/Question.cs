using System.Text.RegularExpressions;

namespace ClanLedger.Simulator.Answering;

/// <summary>What a request asks, by its path under /Platform/.</summary>
internal abstract partial record Question
{
    private Question()
    {
    }

    public static Question Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (ProfilePath().Match(path) is { Success: true } profile)
            return new Profile((int)Id(profile, "type"), Id(profile, "member"));
        if (MembersPath().Match(path) is { Success: true } members)
            return new Page(Id(members, "clan"), int.TryParse(request.Query["currentpage"], out var page) ? page : 1);
        if (GroupPath().Match(path) is { Success: true } group)
            return new Detail(Id(group, "clan"));
        return MembershipOfPath().Match(path) is { Success: true } membership
            ? new MembershipOf((int)Id(membership, "type"), Id(membership, "member"))
            : new NoEndpoint();
    }

    private static long Id(Match match, string group) => long.TryParse(match.Groups[group].ValueSpan, out var number) ? number : -1;

    [GeneratedRegex(@"^/Platform/GroupV2/(?<clan>\d{1,18})/$")]
    private static partial Regex GroupPath();

    [GeneratedRegex(@"^/Platform/GroupV2/(?<clan>\d{1,18})/Members/$")]
    private static partial Regex MembersPath();

    [GeneratedRegex(@"^/Platform/Destiny2/(?<type>\d{1,4})/Profile/(?<member>\d{1,19})/$")]
    private static partial Regex ProfilePath();

    [GeneratedRegex(@"^/Platform/GroupV2/User/(?<type>\d{1,4})/(?<member>\d{1,19})/0/1/$")]
    private static partial Regex MembershipOfPath();

    /// <summary>GetGroup.</summary>
    public sealed record Detail(long ClanId) : Question;

    /// <summary>GetMembersOfGroup; pages count from 1.</summary>
    public sealed record Page(long ClanId, int Number) : Question;

    /// <summary>Destiny2.GetProfile.</summary>
    public sealed record Profile(int MembershipType, long MembershipId) : Question;

    /// <summary>GetGroupsForMember.</summary>
    public sealed record MembershipOf(int MembershipType, long MembershipId) : Question;

    /// <summary>Nothing that is served.</summary>
    public sealed record NoEndpoint : Question;
}
