using ClanLedger.Replaying;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Replaying;

/// <summary>A ledger with a past in which everything happened, in all tables: comings and goings, groups of clans, a clan given up.</summary>
internal sealed class History : IAsyncDisposable
{
    private History(SimulatedBungie bungie, TestLedger ledger) => (Bungie, Ledger) = (bungie, ledger);

    public SimulatedBungie Bungie { get; }

    public TestLedger Ledger { get; }

    public World World => Bungie.World;

    public long FirstClan => World.Clans.First().ClanId;

    public static async Task<History> StartAsync(LedgerServer server, int days = 6, int members = 40)
    {
        var world = World.Create(new WorldOptions
        {
            Seed = 6, Clans = 3, MembersPerClan = members, LeaveShare = 0.04, JoinShare = 0.04, ReturnShare = 0.03, TransferShare = 0.03,
            RenameShare = 0.04, PromoteShare = 0.04, CharacterShare = 0.05, AttributeShare = 0.05,
        });
        var bungie = await SimulatedBungie.StartAsync(world);
        var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl);
        var history = new History(bungie, ledger);
        await ledger.TrackAsync("The Fleet", world.Clans.Select(c => c.ClanId));
        // As if the admin had done so on the world's first day.
        await ledger.ExecuteAsync($"update ledger.mt_events set data = jsonb_set(data, '{{effectiveDate}}', to_jsonb('{world.Day:yyyy-MM-dd}'::text))");
        for (var day = 1; day <= days; day++)
        {
            await ledger.SyncAsync(world.Day);
            world.LiveOneDay();
        }

        return history;
    }

    public Task<ReplayResult> ReplayAsync() =>
        Ledger.Services.GetRequiredService<Replay>().RunAsync(new ReplayProgress(TimeProvider.System), TestContext.Current.CancellationToken);

    public Task<VerificationResult> VerifyAsync() =>
        Ledger.Services.GetRequiredService<Verification>().RunAsync(new ReplayProgress(TimeProvider.System), TestContext.Current.CancellationToken);

    public Task<long> EventsAsync() => Ledger.OneAsync<long>("select count(*) from ledger.mt_events");

    /// <summary>The program as a process on this ledger.</summary>
    public ProgramUnderTest Program() => ProgramUnderTest.On(Ledger.ConnectionString, Bungie.BaseUrl);

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await Bungie.DisposeAsync();
    }
}
