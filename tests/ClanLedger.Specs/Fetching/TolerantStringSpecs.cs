using System.Text;
using System.Text.Json;
using ClanLedger.Fetching.Wire;

namespace ClanLedger.Specs.Fetching;

public sealed class TolerantStringSpecs
{
    [Theory]
    [InlineData("""a\ud83d""", "a\uFFFD")]
    [InlineData("""\ude00b""", "\uFFFDb")]
    [InlineData("""\ud83d\ud83d\ude00""", "\uFFFD\U0001F600")]
    [InlineData("""\ud83dx\\\"\/\n\r\t\b\f\u00e9""", "\uFFFDx\\\"/\n\r\t\b\fé")]
    [InlineData("""plain \ud83d\ude00""", "plain \U0001F600")]
    [InlineData("", "")]
    public void Half_a_surrogate_pair_is_replaced_and_the_rest_stays(string json, string name) =>
        NameIn(Encoding.UTF8.GetBytes(Document(json))).ShouldBe(name);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_replaced()
    {
        var bytes = Encoding.UTF8.GetBytes(Document("a?b"));
        bytes[bytes.AsSpan().IndexOf((byte)'?')] = 0xFF;

        NameIn(bytes).ShouldBe("a\uFFFDb");
    }

    [Fact]
    public void Null_and_absent_stay_null()
    {
        NameIn("""{"Response":{"results":[{"destinyUserInfo":{"displayName":null}}]}}"""u8).ShouldBeNull();
        NameIn("""{"Response":{"results":[{"destinyUserInfo":{}}]}}"""u8).ShouldBeNull();
    }

    private static string Document(string name) => $$$"""{"Response":{"results":[{"destinyUserInfo":{"displayName":"{{{name}}}"}}]}}""";

    private static string? NameIn(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, BungieJson.Default.EnvelopeGroupMemberPage)!.Response!.Results![0]!.DestinyUserInfo!.DisplayName;
}
