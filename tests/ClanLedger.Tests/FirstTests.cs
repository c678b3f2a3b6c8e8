namespace ClanLedger.Tests;
public sealed class FirstTests { [Fact] public void Runs() => (1 + 1).ShouldBe(2); }
