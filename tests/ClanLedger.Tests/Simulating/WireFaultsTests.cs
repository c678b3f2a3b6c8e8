using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Tests.Simulating;

public sealed class WireFaultsTests
{
    private const string Json = "application/json";

    public static TheoryData<string, int, string, string> Answers => new()
    {
        { nameof(Fault.Error), 503, Json, """{"ErrorCode":5,""" },
        { nameof(Fault.Html), 503, "text/html", "<!DOCTYPE html>" },
        { nameof(Fault.Empty), 200, Json, "" },
        { nameof(Fault.Redirect), 302, "", "" },
        { nameof(Fault.WrongContentType), 200, "text/html", """{"Response":{"detail":""" },
        { nameof(Fault.Status), 500, Json, """{"Response":{"detail":""" },
        { nameof(Fault.Throttle), 429, Json, """{"ErrorCode":36,"ThrottleSeconds":7,"ErrorStatus":"ThrottleLimitExceededMomentarily",""" },
        { nameof(Fault.TooDeep), 200, Json, """{"Response":[[[[[[[[""" },
        { nameof(Fault.NullResponse), 200, Json, """{"ErrorCode":1,""" },
        { nameof(Fault.NoErrorCode), 200, Json, """{"Response":{"detail":""" },
        { nameof(Fault.Slow), 200, Json, """{"Response":{"detail":""" },
        { nameof(Fault.Trickle), 200, Json, """{"Response":{"detail":""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_comes_with_the_status_type_and_body_of_its_fault(string fault, int status, string type, string beginning)
    {
        await using var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Everything, Named(fault));
        using var response = await client.GetAsync(client.DetailPath);
        var body = await BodyAsync(response);

        ((int)response.StatusCode).ShouldBe(status);
        (response.Content.Headers.ContentType?.MediaType ?? "").ShouldBe(type);
        body.ShouldStartWith(beginning);
        (beginning.Length == 0).ShouldBe(body.Length == 0);
        (response.Headers.RetryAfter?.Delta?.TotalSeconds.ToString()).ShouldBe(fault == nameof(Fault.Error) ? "9" : null);
        (response.Headers.Location?.ToString()).ShouldBe(fault == nameof(Fault.Redirect) ? "https://elsewhere.example/" : null);
        if (fault == nameof(Fault.NoErrorCode))
            body.ShouldNotContain("ErrorCode");
    }

    [Fact]
    public async Task A_truncated_body_is_half_of_the_right_one_and_looks_whole()
    {
        await using var client = await Client.StartAsync();
        using var right = await client.GetAsync(client.DetailPath);
        client.Bungie.Faults.On(Target.Everything, Fault.Truncated);
        using var response = await client.GetAsync(client.DetailPath);
        var body = await BodyAsync(response);

        (await BodyAsync(right)).ShouldStartWith(body);
        response.Content.Headers.ContentLength.ShouldBe(right.Content.Headers.ContentLength / 2);
        Should.Throw<JsonException>(() => JsonDocument.Parse(body));
    }

    [Fact]
    public async Task A_body_that_is_cut_off_ends_before_its_content_length()
    {
        await using var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Everything, Fault.CutOff);
        using var response = await client.GetAsync(client.DetailPath, HttpCompletionOption.ResponseHeadersRead);

        response.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(100);
        (await Should.ThrowAsync<HttpRequestException>(() => BodyAsync(response))).HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
    }

    [Fact]
    public async Task A_reset_connection_gives_no_answer()
    {
        await using var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Everything, Fault.Reset);
        var failure = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(client.DetailPath));
        failure.GetBaseException().ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task A_request_that_hangs_is_not_answered_and_does_not_keep_the_simulator_alive()
    {
        var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Everything, Fault.Hang);
        var asked = client.GetAsync(client.DetailPath);
        (await Task.WhenAny(asked, Task.Delay(200, TestContext.Current.CancellationToken))).ShouldNotBe(asked);

        var watch = Stopwatch.StartNew();
        await client.DisposeAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<Exception>(() => asked);
    }

    [Fact]
    public async Task An_oversized_body_has_its_size_and_takes_no_memory()
    {
        const long Size = 300_000_007;
        await using var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Everything, Fault.Oversized(Size));
        using var response = await client.GetAsync(client.DetailPath, HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentLength.ShouldBeNull();
        var before = GC.GetTotalMemory(forceFullCollection: false);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var (buffer, total) = (new byte[1 << 16], 0L);
        for (int read; (read = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            total += read;

        total.ShouldBe(Size);
        (GC.GetTotalMemory(forceFullCollection: false) - before).ShouldBeLessThan(50_000_000);
    }

    private static Task<string> BodyAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static Fault Named(string fault) => fault switch
    {
        nameof(Fault.Error) => Fault.Error(5, "SystemDisabled", 503, throttleSeconds: 0, retryAfter: 9),
        nameof(Fault.Html) => Fault.Html(),
        nameof(Fault.Empty) => Fault.Empty(),
        nameof(Fault.Redirect) => Fault.Redirect("https://elsewhere.example/"),
        nameof(Fault.WrongContentType) => Fault.WrongContentType,
        nameof(Fault.Status) => Fault.Status(500),
        nameof(Fault.Throttle) => Fault.Throttle(429, 7),
        nameof(Fault.TooDeep) => Fault.TooDeep,
        nameof(Fault.NullResponse) => Fault.NullResponse,
        nameof(Fault.NoErrorCode) => Fault.NoErrorCode,
        nameof(Fault.Slow) => Fault.Slow(TimeSpan.FromMilliseconds(20)),
        _ => Fault.Trickle(TimeSpan.Zero),
    };
}
