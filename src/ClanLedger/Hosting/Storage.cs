using System.Text.Json;
using ClanLedger.Ledger;
using ClanLedger.Projecting;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;

namespace ClanLedger.Hosting;

/// <summary>The event store: the only record that matters.</summary>
internal static class Storage
{
    /// <summary>Every event of the ledger with its name in storage. Names are for ever.</summary>
    public static readonly IReadOnlyDictionary<Type, string> EventNames = new Dictionary<Type, string>
    {
        [typeof(MemberJoined)] = "member_joined",
        [typeof(MemberLeft)] = "member_left",
        [typeof(MemberReturned)] = "member_returned",
        [typeof(MemberTransferred)] = "member_transferred",
        [typeof(MemberRenamed)] = "member_renamed",
        [typeof(MemberRoleChanged)] = "member_role_changed",
        [typeof(MemberJoinDateRestated)] = "member_join_date_restated",
        [typeof(MemberProfileChanged)] = "member_profile_changed",
        [typeof(GameVersionsChanged)] = "game_versions_changed",
        [typeof(CharacterCreated)] = "character_created",
        [typeof(CharacterDeleted)] = "character_deleted",
        [typeof(CharacterReturned)] = "character_returned",
        [typeof(MemberPlayed)] = "member_played",
        [typeof(MemberSeenOnline)] = "member_seen_online",
        [typeof(ClanTracked)] = "clan_tracked",
        [typeof(ClanRenamed)] = "clan_renamed",
        [typeof(ClanUntracked)] = "clan_untracked",
        [typeof(ClanGrouped)] = "clan_grouped",
        [typeof(ClanUngrouped)] = "clan_ungrouped",
        [typeof(SyncRequested)] = "sync_requested",
        [typeof(SyncStarted)] = "sync_started",
        [typeof(SnapshotStaged)] = "snapshot_staged",
        [typeof(SnapshotFailed)] = "snapshot_failed",
        [typeof(SnapshotQuarantined)] = "snapshot_quarantined",
        [typeof(SnapshotAccepted)] = "snapshot_accepted",
        [typeof(SnapshotRejected)] = "snapshot_rejected",
        [typeof(PlatformUnreachable)] = "platform_unreachable",
        [typeof(PlatformReachable)] = "platform_reachable",
        [typeof(SyncCompleted)] = "sync_completed",
    };

    private static readonly JsonSerializerOptions Json = LedgerJson.Options();

    private static readonly Dictionary<string, Type> Types = EventNames.ToDictionary(e => e.Value, e => e.Key, StringComparer.Ordinal);

    /// <summary>An event from its name and data in storage.</summary>
    /// <exception cref="UserErrorException">This version knows no such event.</exception>
    /// <exception cref="JsonException">The data is not of that event.</exception>
    public static ILedgerEvent Read(string name, ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(data, TypeOf(name), Json) as ILedgerEvent ?? throw new JsonException($"{name} without data");

    private static Type TypeOf(string name) =>
        Types.GetValueOrDefault(name) ?? throw new UserErrorException($"There is an event {name}, which this version does not know: use the version that recorded it, or a later one");

    /// <summary>Streams by string keys, provenance as metadata, and the groups tables projected in the same transaction.</summary>
    public static void Configure(StoreOptions options)
    {
        options.ApplicationAssembly = typeof(Program).Assembly;
        options.DatabaseSchemaName = LedgerSchema.Events;
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.UseSystemTextJsonForSerialization(configure: LedgerJson.Configure);
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        foreach (var (type, name) in EventNames)
            options.Events.MapEventType(type, name);
        options.Projections.Add(new GroupsProjection(), ProjectionLifecycle.Inline);
    }
}
