using ClanLedger.Serving.Answering;

namespace ClanLedger.Specs.Serving;

public sealed class CsvSpecs
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("a;=1", "\"a;=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=1", "a=1")]
    [InlineData("🜁 ﷺ", "🜁 ﷺ")]
    [InlineData("", "")]
    public void A_text_stays_what_it_is_but_never_becomes_a_formula(string text, string cell) =>
        Csv.Of([new Row(text, -5, null)], ApiJson.Options).ShouldBe($"text,number,nothing\r\n{cell},-5,\r\n");

    private sealed record Row(string Text, int Number, string? Nothing);
}
