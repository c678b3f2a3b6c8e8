using System.Text.RegularExpressions;

namespace ClanLedger.Simulator.Answering;

/// <summary>The endpoints that are served, by their paths under /Platform/.</summary>
internal static partial class Request
{
    [GeneratedRegex(@"^/Platform/GroupV2/(?<clan>\d{1,18})/$")]
    public static partial Regex Group();

    [GeneratedRegex(@"^/Platform/GroupV2/(?<clan>\d{1,18})/Members/$")]
    public static partial Regex Members();

    [GeneratedRegex(@"^/Platform/Destiny2/(?<type>\d{1,4})/Profile/(?<member>\d{1,19})/$")]
    public static partial Regex Profile();

    [GeneratedRegex(@"^/Platform/GroupV2/User/(?<type>\d{1,4})/(?<member>\d{1,19})/0/1/$")]
    public static partial Regex MembershipOf();
}
