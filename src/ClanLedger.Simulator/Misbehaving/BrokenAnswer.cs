namespace ClanLedger.Simulator.Misbehaving;

/// <summary>An answer that is broken on the wire.</summary>
/// <param name="AnswerAsync">Writes it, given the body that would have been right.</param>
internal sealed record BrokenAnswer(Func<HttpContext, ReadOnlyMemory<byte>, Task> AnswerAsync) : Fault;
