namespace ClanLedger.Hosting.Configuring;

/// <summary>When a complete roster is believed.</summary>
/// <param name="MaxAbsentShare">Share of the known members, 0 to 1, of which more must be absent for a roster to be held; 1: none is held.</param>
/// <param name="MaxAbsentMembers">How many at least must be absent for that.</param>
/// <param name="AutoAcceptAfter">Days in a row that must say the same for a held roster to be accepted by itself.</param>
/// <param name="CorroborateDepartures">Whether bungie.net is asked where a member is before they are said to have left.</param>
/// <param name="MostCorroborated">
/// Leavers of one clan and run up to which it is asked; beyond, the roster stands, or is held, as a whole. About a clan that was held and
/// is to be accepted by itself it is always asked.
/// </param>
public sealed record GuardSettings(
    double MaxAbsentShare, int MaxAbsentMembers, int AutoAcceptAfter, bool CorroborateDepartures, int MostCorroborated)
{
    internal static GuardSettings Read(SettingsSection section) => new(
        section.Number("MaxAbsentShare", 0.2, 0, 1),
        section.Integer("MaxAbsentMembers", 5, 1, 1000),
        section.Integer("AutoAcceptAfter", 3, 1, 1000),
        section.Boolean("CorroborateDepartures", true),
        section.Integer("MostCorroborated", 50, 1, 1000));
}
