using System.Diagnostics.CodeAnalysis;

namespace ClanLedger.Fetching;

/// <summary>An answer of bungie.net: a Response, or the reason why there is none.</summary>
/// <param name="Reading">What the answer is good for.</param>
/// <param name="Response">Not null when the outcome is <see cref="Outcome.Usable"/>.</param>
public readonly record struct Answer<T>(Reading Reading, T? Response) where T : class
{
    /// <summary>Whether there is a Response.</summary>
    [MemberNotNullWhen(true, nameof(Response))]
    public bool Usable => Reading.Outcome == Outcome.Usable && Response is not null;
}
