using System.Net;
using ClanLedger.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace ClanLedger.Tests.Simulating;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Who_asks_too_often_is_refused_until_the_average_falls()
    {
        var clock = new FakeTimeProvider();
        await using var client = await Client.StartAsync(new SimulatorOptions { RateLimit = new RateLimit(5, TimeSpan.FromSeconds(10)), Clock = clock });

        await ShouldBeAnsweredAsync(client, 5);
        clock.Advance(TimeSpan.FromSeconds(4));
        using (var refused = await client.GetAsync(client.DetailPath))
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var envelope = await client.EnvelopeAsync(client.DetailPath);
        ((int)envelope["ErrorCode"]!, (string)envelope["ErrorStatus"]!, (int)envelope["ThrottleSeconds"]!)
            .ShouldBe((36, "ThrottleLimitExceededMomentarily", 6));
        clock.Advance(TimeSpan.FromSeconds(6));
        await ShouldBeAnsweredAsync(client, 3);
        (await client.ErrorCodeAsync(client.DetailPath)).ShouldBe(36, "the refused ones count too");

        client.Bungie.Throttled.ShouldBe(3);
        client.Bungie.MostInWindow.ShouldBe(7);
    }

    [Fact]
    public async Task Waiting_for_throttle_seconds_is_enough_and_one_second_less_is_not()
    {
        var clock = new FakeTimeProvider();
        await using var client = await Client.StartAsync(new SimulatorOptions { RateLimit = new RateLimit(2, TimeSpan.FromSeconds(10)), Clock = clock });
        await ShouldBeAnsweredAsync(client, 2);
        clock.Advance(TimeSpan.FromSeconds(1));
        ((int)(await client.EnvelopeAsync(client.DetailPath))["ThrottleSeconds"]!).ShouldBe(9);
        clock.Advance(TimeSpan.FromSeconds(9));
        await ShouldBeAnsweredAsync(client, 1);
    }

    private static async Task ShouldBeAnsweredAsync(Client client, int times)
    {
        for (var i = 0; i < times; i++)
            (await client.ErrorCodeAsync(client.DetailPath)).ShouldBe(1);
    }
}
