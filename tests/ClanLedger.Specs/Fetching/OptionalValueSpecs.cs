using System.Text;
using System.Text.Json;
using ClanLedger.Fetching.Wire;

namespace ClanLedger.Specs.Fetching;

public sealed class OptionalValueSpecs
{
    [Theory]
    [InlineData("\"1767225600\"", 1767225600L)]
    [InlineData("1767225600", 1767225600L)]
    [InlineData("\"-1\"", -1L)]
    [InlineData("\"\"", null)]
    [InlineData("\"now\"", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("{\"a\":[1]}", null)]
    public void A_number_that_is_none_is_left_out(string json, long? read)
    {
        var member = Read($$"""{"lastOnlineStatusChange":{{json}},"memberType":2}""");
        (member.LastOnlineStatusChange, member.MemberType).ShouldBe((read, 2));
    }

    [Theory]
    [InlineData("\"2026-01-02T03:04:05Z\"", true)]
    [InlineData("\"2026-01-02T03:04:05.123Z\"", true)]
    [InlineData("\"\"", false)]
    [InlineData("\"0001-99-01T00:00:00Z\"", false)]
    [InlineData("0", false)]
    [InlineData("[{}]", false)]
    [InlineData("null", false)]
    public void A_date_that_is_none_is_left_out(string json, bool read)
    {
        var member = Read($$"""{"joinDate":{{json}},"memberType":2}""");
        (member.JoinDate is not null, member.MemberType).ShouldBe((read, 2));
    }

    [Fact]
    public void A_code_that_does_not_fit_is_left_out() =>
        Read("""{"destinyUserInfo":{"bungieGlobalDisplayNameCode":40000,"membershipId":"7"}}""").DestinyUserInfo
            .ShouldBe(new DestinyUserInfo { MembershipId = 7 });

    private static GroupMember Read(string entry) => JsonSerializer.Deserialize(
        Encoding.UTF8.GetBytes($$$"""{"Response":{"results":[{{{entry}}}]}}"""), BungieJson.Default.EnvelopeGroupMemberPage)!.Response!.Results!.Single()!;
}
