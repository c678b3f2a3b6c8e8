namespace ClanLedger.Simulator;

/// <summary>How many requests are answered in any window; bungie.net: 250 in 10 seconds (Bungie-net/api#26, #218). Refused ones count too.</summary>
/// <param name="Requests">So many are answered.</param>
/// <param name="Window">In a window of this length.</param>
public sealed record RateLimit(int Requests, TimeSpan Window);
