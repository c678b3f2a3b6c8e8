using System.Security.Claims;
using ClanLedger.Hosting.Configuring;
using Microsoft.AspNetCore.Authorization;

namespace ClanLedger.Serving.Guarding;

/// <summary>Roles of keys as claims and policies: each role has those below it.</summary>
internal static class Access
{
    /// <summary>The claims of a role.</summary>
    public static IEnumerable<Claim> UpTo(ApiRole role) =>
        Enum.GetValues<ApiRole>().Where(r => r <= role).Select(r => new Claim(ClaimTypes.Role, r.ToString()));

    /// <summary>Lets an endpoint be used with this role or a higher one.</summary>
    public static T Needs<T>(this T endpoint, ApiRole role) where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new AuthorizeAttribute { Roles = role.ToString() });

    /// <summary>The role that the endpoint of a request needs.</summary>
    public static string Needed(HttpContext http) => Needed(http.GetEndpoint()!.Metadata);

    /// <summary>The role that an endpoint with this metadata needs.</summary>
    public static string Needed(IEnumerable<object> metadata) =>
        metadata.OfType<IAuthorizeData>().Select(a => a.Roles).OfType<string>().MaxBy(Enum.Parse<ApiRole>)!.ToLowerInvariant();
}
