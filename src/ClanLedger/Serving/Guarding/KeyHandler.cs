using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ClanLedger.Serving.Guarding;

/// <summary>Who asks, by <c>Authorization: Bearer</c>; without any key configured, whoever is on this machine.</summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Settings settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme, in HTTP and in the OpenAPI document.</summary>
    public const string Bearer = "Bearer";

    private const string Prefix = $"{Bearer} ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (settings.Api.Keys.Count == 0)
            return Task.FromResult(ThisMachine.Asks(Context) ? As(ThisMachine.Name, ApiRole.Admin) : AuthenticateResult.NoResult());
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(Find(header.AsSpan(Prefix.Length).Trim()) is { } key ? As(key.Name, key.Role) : AuthenticateResult.Fail("unknown key"));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Bearer;
        var why = settings.Api.Keys.Count == 0 ? "No key is configured (Api__Keys): only this machine is answered, at localhost"
            : Request.Headers.Authorization.Count == 0 ? "A key is needed: Authorization: Bearer KEY"
            : "The key is not known";
        await TypedResults.Problem(why, statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        await TypedResults.Problem($"The key '{Context.User.Identity!.Name}' may not do this: {Access.Needed(Context)} is needed", statusCode: StatusCodes.Status403Forbidden)
            .ExecuteAsync(Context);

    /// <summary>Compares with every key, in a time that depends on none of them.</summary>
    private ApiKey? Find(ReadOnlySpan<char> token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token.ToArray()));
        ApiKey? found = null;
        foreach (var key in settings.Api.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Sha256.Span, hash))
                found = key;
        }

        return found;
    }

    private AuthenticateResult As(string name, ApiRole role) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. Access.UpTo(role)], Scheme.Name)), Scheme.Name));
}
