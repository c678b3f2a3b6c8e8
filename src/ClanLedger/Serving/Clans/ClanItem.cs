namespace ClanLedger.Serving.Clans;

/// <summary>A clan that is, or was, tracked.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Name">Null when it is not known yet.</param>
/// <param name="Callsign">Null when it is not known yet.</param>
/// <param name="Tracked">Its roster is kept.</param>
/// <param name="Members">Members the ledger had in it once its last believed roster was applied.</param>
/// <param name="FirstObserved">Since when the ledger knows it.</param>
/// <param name="LastObserved">Day of the last complete roster.</param>
/// <param name="Groups">Names of the groups it is in.</param>
public sealed record ClanItem(
    long ClanId, string? Name, string? Callsign, bool Tracked, int? Members, DateOnly? FirstObserved, DateOnly? LastObserved, IReadOnlyList<string> Groups);

/// <summary>A group of clans that an admin named.</summary>
/// <param name="GroupId">The group's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Clans">groupIds of its clans.</param>
/// <param name="Members">Present members of all its clans.</param>
public sealed record GroupItem(int GroupId, string Name, IReadOnlyList<long> Clans, int Members);

/// <summary>What an admin asks for with <c>POST /api/clans</c>.</summary>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="Group">Put it in this group, made if it is new; null or absent: in none.</param>
public sealed record ClanToTrack(long ClanId, string? Group = null);
