using System.Buffers;
using System.Text;
using System.Text.Json;
using ClanLedger.Ledger;

namespace ClanLedger.Specs.Ledger;

public sealed class LedgerJsonSpecs
{
    [Fact]
    public void A_number_is_read_wherever_its_digits_are_cut()
    {
        var json = Encoding.UTF8.GetBytes("[\"4611686018428939884\",7]");
        for (var cut = 1; cut < json.Length; cut++)
        {
            var (first, rest) = (new Piece(json.AsMemory(0, cut), 0), new Piece(json.AsMemory(cut), cut));
            first.Continue(rest);
            var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, rest, rest.Memory.Length));

            JsonSerializer.Deserialize<long[]>(ref reader, LedgerJson.Options()).ShouldBe([4611686018428939884, 7], $"cut at {cut}");
        }
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long begins) => (Memory, RunningIndex) = (memory, begins);

        public void Continue(Piece next) => Next = next;
    }
}
