namespace ClanLedger.Ledger;

// Storage format: the events of the streams clan/{groupId}. Names and shapes are for ever; evolve by upcasting.

/// <summary>A clan's name and call sign, verbatim; null when not known yet.</summary>
public sealed record ClanNames(string? Name, string? Callsign);

/// <summary>An admin asked for this clan's roster to be kept. Its next complete snapshot is a baseline.</summary>
public sealed record ClanTracked(DateOnly EffectiveDate, ClanNames Names) : ILedgerEvent;

/// <summary>The clan changed its name or call sign, or they were learned.</summary>
public sealed record ClanRenamed(DateOnly EffectiveDate, ClanNames Old, ClanNames New) : ILedgerEvent;

/// <summary>The clan's roster is no longer kept; its members stay as last seen.</summary>
public sealed record ClanUntracked(DateOnly EffectiveDate) : ILedgerEvent;

/// <summary>The clan was put in a group of clans that an admin named.</summary>
public sealed record ClanGrouped(DateOnly EffectiveDate, int GroupId, string GroupName) : ILedgerEvent;

/// <summary>The clan was taken out of a group.</summary>
public sealed record ClanUngrouped(DateOnly EffectiveDate, int GroupId) : ILedgerEvent;
