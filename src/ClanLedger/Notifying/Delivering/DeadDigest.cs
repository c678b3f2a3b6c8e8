using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace ClanLedger.Notifying.Delivering;

/// <summary>A message that Discord does not want: kept in Wolverine's dead letters with everything that explains it.</summary>
/// <param name="RunId">The run it tells of.</param>
/// <param name="Route">Where it was to go.</param>
/// <param name="Part">1, 2, ... of the digest.</param>
/// <param name="Payload">The body.</param>
/// <param name="Why">What Discord answered.</param>
public sealed record DeadDigest(Guid RunId, string Route, int Part, string Payload, string Why);

/// <summary>There is nothing to be done but to look at it.</summary>
public static class DeadDigestHandler
{
    /// <summary>At once, without a retry.</summary>
    public static void Configure(HandlerChain chain) => chain.OnException<DigestRefusedException>().MoveToErrorQueue();

    public static void Handle(DeadDigest digest) =>
        throw new DigestRefusedException($"Part {digest.Part} of the digest of run {digest.RunId} for route {digest.Route}: {digest.Why}");
}

/// <summary>Discord does not want a message.</summary>
public sealed class DigestRefusedException(string message) : Exception(message);
