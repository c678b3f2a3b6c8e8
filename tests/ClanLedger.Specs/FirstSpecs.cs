namespace ClanLedger.Specs;
public sealed class FirstSpecs { [Fact] public void Runs() => (1 + 1).ShouldBe(2); }
