using ClanLedger.Replaying;
using Npgsql;

namespace ClanLedger.Specs.Replaying;

/// <summary>Whoever is told to restore a backup must need one.</summary>
public sealed class RebuildSpecs
{
    [Theory]
    [InlineData("23502", true)] // not null
    [InlineData("22P02", true)] // no number
    [InlineData("53100", false)] // disk full
    [InlineData("57014", false)] // cancelled
    [InlineData("55P03", false)] // locked
    public void Only_what_PostgreSQL_finds_in_the_rows_themselves_is_of_the_events(string state, bool expected)
    {
        var cause = new PostgresException("", "ERROR", "ERROR", state);
        Rebuild.IsOfTheEvents(cause).ShouldBe(expected);
        Rebuild.IsOfTheEvents(new InvalidOperationException("The session can not be used", cause)).ShouldBe(expected);
    }

    [Fact]
    public void A_lost_connection_or_a_stop_is_not_and_a_missing_field_is()
    {
        Rebuild.IsOfTheEvents(new InvalidOperationException("", new NpgsqlException("", new IOException()))).ShouldBeFalse();
        Rebuild.IsOfTheEvents(new InvalidOperationException("", new OperationCanceledException())).ShouldBeFalse();
        Rebuild.IsOfTheEvents(new ObjectDisposedException("")).ShouldBeFalse();
        Rebuild.IsOfTheEvents(new OverflowException()).ShouldBeTrue();
    }
}
