using ClanLedger.Commands;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Judging;
using ClanLedger.Notifying;
using ClanLedger.Observing;
using ClanLedger.Replaying;
using ClanLedger.Running;
using ClanLedger.Scheduling;
using ClanLedger.Serving;
using ClanLedger.Tracking;

// The path: fetch -> stage -> diff -> append -> project -> notify; serve. A folder is a step.
return await CommandLine.RunAsync(args, async (invocation, ct) =>
{
    // Settings are read once. To watch their files takes an inotify instance, of which Linux gives a user 128: without one .NET would not start.
    string[] host = [.. invocation.ForHost, "--hostBuilder:reloadConfigOnChange=false"];
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = host, ContentRootPath = AppContext.BaseDirectory });
    await using var surroundings = await builder.AddSurroundingsAsync(invocation, ct);
    builder.AddLedgerHost(invocation.Serves);
    builder.Services.AddTracking();
    builder.Services.AddJudging();
    builder.Services.AddFetching();
    builder.Services.AddRunning();
    builder.Services.AddNotifying(invocation.Serves);
    builder.Services.AddScheduling(invocation.Serves);
    builder.AddObserving();
    builder.Services.AddReplaying();
    if (invocation.Serves)
        builder.AddServing();

    await using var app = builder.Build();
    app.MapHealth();
    if (invocation.Serves)
        app.MapServing();
    return await invocation.RunAsync(app, ct);
});

/// <summary>The entry point; named so that tests can host it.</summary>
public partial class Program;
