using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ClanLedger.Judging;
using ClanLedger.Observing;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Operating;

public sealed class MetricsTests(LedgerServer server)
{
    [Fact]
    public async Task A_run_is_measured_by_its_status_steps_requests_members_and_changes()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        var before = scene.Bungie.RequestsServed;
        using var meters = new Listening();

        await scene.SyncAsync();

        // The meter is the process's: other tests may run at the same time, but none of them lowers a sum.
        meters.Sum("clanledger.runs status=complete").ShouldBeGreaterThanOrEqualTo(1);
        foreach (var step in new[] { "stage", "diff", "append" })
            meters.Sum($"clanledger.step.duration step={step}").ShouldBeGreaterThan(0);
        meters.Sum("clanledger.requests outcome=Usable").ShouldBeGreaterThanOrEqualTo(scene.Bungie.RequestsServed - before);
        meters.Sum($"clanledger.members clan_id={scene.Clans[0].ClanId}").ShouldBeGreaterThanOrEqualTo(1);
        meters.Sum("clanledger.changes kind=new").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_roster_that_is_accepted_by_hand_is_measured_as_one_that_was_believed_at_once()
    {
        await using var scene = await Scene.StartAsync(server, clans: 26);
        var clan = scene.Clans[^1]; // The meter is the process's, and no other test has so many clans.
        for (var i = 2; i <= 10; i++)
            scene.World.Join(clan, $"Member {i}");
        await scene.SyncAsync();
        foreach (var person in clan.Members.Skip(4).ToArray())
            scene.World.Leave(person);
        var held = (await scene.SyncNextDayAsync()).Snapshots.Single(s => s.ClanId == clan.ClanId);
        held.Verdict.ShouldBe("quarantined");
        using var meters = new Listening();

        await scene.Ledger.Services.GetRequiredService<SnapshotDecisions>().AcceptAsync(held.SnapshotId, TestContext.Current.CancellationToken);

        meters.Sum("clanledger.changes kind=disabled").ShouldBeGreaterThanOrEqualTo(6);
        meters.Sum($"clanledger.members clan_id={clan.ClanId}").ShouldBeGreaterThanOrEqualTo(4);
    }

    private sealed class Listening : IDisposable
    {
        private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
        private readonly MeterListener _listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == LedgerMetrics.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };

        public Listening()
        {
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public double Sum(string what) => _sums.GetValueOrDefault(what);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var what = $"{instrument.Name} {tags[0].Key}={tags[0].Value}";
            _sums.AddOrUpdate(what, value, (_, sum) => sum + value);
        }
    }
}
