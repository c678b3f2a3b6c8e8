namespace ClanLedger.Simulator.Misbehaving;

/// <summary>An error within the usual envelope.</summary>
internal sealed record ErrorAnswer(int ErrorCode, string ErrorStatus, int HttpStatus = 500, int ThrottleSeconds = 0, int? RetryAfter = null) : Fault;
