using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Changes;
using ClanLedger.Serving.Clans;
using ClanLedger.Serving.Describing;
using ClanLedger.Serving.Feed;
using ClanLedger.Serving.Guarding;
using ClanLedger.Serving.Members;
using ClanLedger.Serving.Rosters;
using ClanLedger.Serving.Runs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.ResponseCompression;
using Scalar.AspNetCore;

namespace ClanLedger.Serving;

/// <summary>The HTTP API.</summary>
internal static partial class ServingRegistration
{
    /// <summary>Where the reference page is.</summary>
    public const string Reference = "/reference";

    /// <summary>No body that the API takes is longer, in bytes.</summary>
    private const long LongestBody = 16_384;

    public static WebApplicationBuilder AddServing(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = Settings.Read(builder.Configuration).Api;
        builder.WebHost.ConfigureKestrel(o => (o.Limits.MaxRequestBodySize, o.AddServerHeader) = (LongestBody, false));
        services.ConfigureHttpJsonOptions(o => ApiJson.Configured(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<Problems>();
        services.AddResponseCompression(o => (o.EnableForHttps, o.MimeTypes) = (true, [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/problem+json"]));
        services.AddAuthentication(KeyHandler.Bearer).AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Bearer, null);
        services.AddAuthorization();
        services.AddRateLimiter(o => RateLimits.Configure(o, settings));
        if (settings.Origins.Count > 0)
            services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins([.. settings.Origins]).WithMethods("GET", "POST", "DELETE").WithHeaders("Authorization", "Content-Type", "If-None-Match", "Last-Event-ID").WithExposedHeaders("ETag", "Link", "Location")));
        KeptAnswers.Add(services, settings.CacheMegabytes);
        services.AddOpenApi("v1", OpenApi.Configure);
        services.AddHostedService<WarmUp>();
        return builder;
    }

    public static void MapServing(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>().Api;
        if (settings.Keys.Count == 0)
            OnlyThisMachine(app.Logger);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(SecurityHeaders.AddAsync);
        app.UseResponseCompression();
        app.UseRouting();
        if (settings.Origins.Count > 0)
            app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseOutputCache();

        app.MapOpenApi();
        app.MapScalarApiReference(Reference, o => o.WithTitle("ClanLedger").DisableDefaultFonts().DisableAgent().HideClientButton().HideDeveloperTools());
        var api = app.MapGroup("/api").Needs(ApiRole.Viewer).AddEndpointFilter(Taken.RefuseOthersAsync);
        api.MapClans();
        api.MapTrends();
        api.MapRosters();
        api.MapChanges();
        api.MapMembers();
        api.MapRuns();
        api.MapFeed();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No API key is configured (Api__Keys__0__Name, __Role, __Key): the API answers this machine only, at localhost, and lets it do everything; configure one before you put a proxy in front")]
    private static partial void OnlyThisMachine(ILogger logger);
}
