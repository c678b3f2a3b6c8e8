using ClanLedger.Hosting;
using ClanLedger.Ledger;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;

namespace ClanLedger.Projecting;

/// <summary>Keeps <c>groups.*</c> current from events alone, when Marten appends them: one set-based statement a table. A run writes who joins by <see cref="JoinedRows"/>.</summary>
public sealed class GroupsProjection : ProjectionBase, IProjection
{
    /// <summary>The events that change the tables.</summary>
    public static readonly IReadOnlyList<Type> Handled =
    [
        typeof(MemberJoined), typeof(MemberLeft), typeof(MemberReturned), typeof(MemberTransferred), typeof(MemberRenamed),
        typeof(MemberRoleChanged), typeof(MemberJoinDateRestated), typeof(MemberProfileChanged), typeof(GameVersionsChanged),
        typeof(CharacterCreated), typeof(CharacterDeleted), typeof(CharacterReturned), typeof(MemberPlayed), typeof(MemberSeenOnline),
        typeof(ClanTracked), typeof(ClanRenamed), typeof(ClanUntracked), typeof(ClanGrouped), typeof(ClanUngrouped),
        typeof(SyncRequested), typeof(SyncCompleted), typeof(SnapshotAccepted),
    ];

    /// <summary>The events that change nothing in the tables.</summary>
    public static readonly IReadOnlyList<Type> Ignored = 
        [typeof(SyncStarted), typeof(SnapshotStaged), typeof(SnapshotFailed), typeof(SnapshotQuarantined), typeof(SnapshotRejected),
         typeof(PlatformUnreachable), typeof(PlatformReachable)];

    /// <summary>The tables it fills, all derived.</summary>
    public static readonly IReadOnlyList<string> Tables =
        ["t_groups", "t_group_clans", "t_clans", "t_members", "t_characters", "t_memberships", "t_daily_counts",
         "t_former_names", "t_former_roles", "t_former_plays", "t_known_names", "t_changes", "t_runs"];

    /// <summary>Inline with what is appended.</summary>
    public GroupsProjection()
    {
        Name = "Groups";
        Options.BatchSize = 5000;
        foreach (var type in Handled)
            IncludeType(type);
        foreach (var table in Tables)
            Options.DeleteDataInTableOnTeardown($"{Sql.Groups}.{table}");
    }

    /// <summary>Called with all events of a SaveChanges, or with a page of a rebuild by Marten.</summary>
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var page = GroupsPage.Of(events);
        MemberStatements.Queue(operations, page.Members, Sql.Groups);
        ClanStatements.Queue(operations, page, Sql.Groups);
        return Task.CompletedTask;
    }
}
