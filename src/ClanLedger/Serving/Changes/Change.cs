using ClanLedger.Serving.Answering;

namespace ClanLedger.Serving.Changes;

/// <summary>Something that happened to a member.</summary>
/// <param name="Date">The ledger's day.</param>
/// <param name="Kind">The event's kind.</param>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="MemberId">The ledger's number.</param>
/// <param name="Name">Their name now.</param>
/// <param name="ClanId">The clan they were in, or left.</param>
/// <param name="FromClanId">Of a transfer: the clan they came from.</param>
/// <param name="What">In one or two words.</param>
/// <param name="Details">The rest, for people.</param>
/// <param name="Event">The event's id; .../timeline/{event}/why tells how it is known.</param>
/// <param name="Data">The event itself.</param>
public sealed record Change(
    DateOnly Date, string Kind, long MembershipId, int MemberId, string Name, long ClanId, long? FromClanId, string What, string Details,
    Guid Event, RawJson Data);
