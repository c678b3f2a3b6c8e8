using System.Collections.Concurrent;
using System.Text;
using ClanLedger.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClanLedger.Tests.Operating;

public sealed class TelemetryTests(LedgerServer server)
{
    [Fact]
    public async Task Traces_and_metrics_of_a_run_go_to_the_collector_and_tell_no_secret()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        await using var collector = await Collector.StartAsync();
        await scene.MissRunAsync();
        scene.Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString());
        scene.Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        scene.Set("OTEL_METRIC_EXPORT_INTERVAL", "500");
        scene.Set("OTEL_BSP_SCHEDULE_DELAY", "500");
        scene.Set("Bungie__ApiKey", "s3cret-key");
        scene.Set("Discord__WebhookUrl", new Uri(collector.Address, "/api/webhooks/1/s3cret-token").ToString());
        var node = scene.StartNode();

        await Until.TrueAsync("the run is measured", () => Task.FromResult(collector.Got("/v1/metrics", "clanledger.runs")));
        await Until.TrueAsync("the run is traced", () => Task.FromResult(collector.Got("/v1/traces", "ApplyRoster")));
        await Until.TrueAsync("the digest is sent", () => Task.FromResult(collector.Got("/api/webhooks/1/s3cret-token", "")));
        (await node.StopAsync()).ShouldBe(0, node.Log);

        foreach (var span in new[] { "fetch clan", "copy", "diff", "append", "post digest" })
            collector.Got("/v1/traces", span).ShouldBeTrue(span);
        collector.Got("/v1/metrics", "wolverine-inbox-count").ShouldBeTrue("what waits is measured");
        collector.Got("/v1/", "s3cret").ShouldBeFalse();
        node.Log.ShouldNotContain("s3cret");
    }

    /// <summary>Keeps what is posted to it.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> _got = [];

        public Uri Address => new(app.Urls.First());

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            var app = builder.Build();
            var collector = new Collector(app);
            app.Run(collector.KeepAsync);
            await app.StartAsync();
            return collector;
        }

        public bool Got(string path, string text) =>
            _got.Any(g => g.Path.StartsWith(path, StringComparison.Ordinal) && g.Body.Contains(text, StringComparison.Ordinal));

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task KeepAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            _got.Enqueue((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            await http.Response.WriteAsJsonAsync(new { id = "1" });
        }
    }
}
