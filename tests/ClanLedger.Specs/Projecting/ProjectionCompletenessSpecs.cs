using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Projecting;

namespace ClanLedger.Specs.Projecting;

public sealed class ProjectionCompletenessSpecs
{
    [Fact]
    public void Every_event_is_either_projected_or_ignored_on_purpose() =>
        GroupsProjection.Handled.Concat(GroupsProjection.Ignored).ShouldBe(Storage.EventNames.Keys, ignoreOrder: true);

    [Fact]
    public void Every_table_of_the_groups_schema_is_projected() =>
        GroupsProjection.Tables.ShouldBe(Sql.In("groups").Select(name => name["groups/".Length..]).Where(name => name.StartsWith("t_", StringComparison.Ordinal)), ignoreOrder: true);

    [Fact]
    public void Every_member_event_has_a_pinned_name()
    {
        var members = typeof(IMemberEvent).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IMemberEvent)));

        members.ShouldBeSubsetOf(Storage.EventNames.Keys);
    }
}
