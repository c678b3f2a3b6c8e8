using System.Text.Json;
using ClanLedger.Ledger;

namespace ClanLedger.Specs.Ledger;

/// <summary>What is stored is for ever: a field that came later is not written where it says nothing, and its absence is read as that.</summary>
public sealed class StorageFormatSpecs
{
    private static readonly JsonSerializerOptions Json = LedgerJson.Options();
    private static readonly DateOnly Day = new(2026, 1, 2);

    [Fact]
    public void A_move_and_a_return_say_only_then_that_they_are_of_a_baseline()
    {
        Written(new MemberTransferred(Day, 1, new Stay(2, "Member", null))).ShouldBe("""{"effectiveDate":"2026-01-02","fromClanId":"1","stay":{"clanId":"2","role":"Member"}}""");
        Written(new MemberReturned(Day, 1, new Stay(2, "Member", null), [])).ShouldNotContain("baseline");
        Written(new MemberTransferred(Day, 1, new Stay(2, "Member", null), Baseline: true)).ShouldEndWith(""","baseline":true}""");
    }

    [Fact]
    public void Without_the_field_they_are_not() =>
        JsonSerializer.Deserialize<MemberReturned>("""{"effectiveDate":"2026-01-02","formerClanId":"1","stay":{"clanId":"2","role":"Member"},"characters":[]}""", Json)!
            .Baseline.ShouldBeFalse();

    private static string Written<T>(T @event) => JsonSerializer.Serialize(@event, Json);
}
