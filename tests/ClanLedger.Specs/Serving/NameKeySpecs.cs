using ClanLedger.Ledger;

namespace ClanLedger.Specs.Serving;

public sealed class NameKeySpecs
{
    [Fact]
    public void A_member_is_found_by_each_name_but_once_by_those_that_are_the_same() =>
        NameKeys.Of(new MemberNames("CROTA", "Crota", 42, "crota")).ShouldBe(["crota", "crota#0042"]);

    [Fact]
    public void A_name_of_any_length_has_a_key_that_fits_an_index_and_is_text()
    {
        var key = NameKeys.Of(string.Concat(Enumerable.Repeat("🜁", 5000)));

        key.EnumerateRunes().Count().ShouldBe(100);
        System.Text.Encoding.UTF8.GetByteCount(key).ShouldBe(400);
    }
}
