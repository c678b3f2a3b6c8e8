namespace ClanLedger.Simulator;

/// <summary>How large a world is, and how lively. Shares are of the members present, a day.</summary>
public sealed record WorldOptions
{
    /// <summary>The same seed and options give the same world, byte for byte.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many clans.</summary>
    public int Clans { get; init; } = 4;

    /// <summary>Members of each clan on the first day.</summary>
    public int MembersPerClan { get; init; } = 30;

    /// <summary>The day the world begins.</summary>
    public DateOnly FirstDay { get; init; } = new(2026, 1, 1);

    /// <summary>Strangers who join.</summary>
    public double JoinShare { get; init; } = 0.01;

    /// <summary>Members who leave.</summary>
    public double LeaveShare { get; init; } = 0.01;

    /// <summary>Members replaced by former ones who come back.</summary>
    public double ReturnShare { get; init; } = 0.004;

    /// <summary>Members who move to another clan of the world.</summary>
    public double TransferShare { get; init; } = 0.004;

    /// <summary>Members who change a name.</summary>
    public double RenameShare { get; init; } = 0.01;

    /// <summary>Members promoted or demoted.</summary>
    public double PromoteShare { get; init; } = 0.005;

    /// <summary>Members who play.</summary>
    public double PlayShare { get; init; } = 0.3;

    /// <summary>Members who make, delete or restore a character.</summary>
    public double CharacterShare { get; init; } = 0.01;

    /// <summary>Members who buy a release, link an account, change an icon or open or close their profile.</summary>
    public double AttributeShare { get; init; } = 0.01;

    /// <summary>Names that are known to break programs.</summary>
    public double HostileNameShare { get; init; } = 0.1;

    /// <summary>Names of 1 to 100 code points of anything.</summary>
    public double RandomNameShare { get; init; } = 0.1;
}
