namespace ClanLedger.Fetching;

/// <summary>What an answer of bungie.net is good for.</summary>
public enum Outcome
{
    /// <summary>ErrorCode 1 with a Response.</summary>
    Usable,

    /// <summary>The service has trouble: ask again later.</summary>
    RetryLater,

    /// <summary>We ask too fast: wait as long as told, and slow down.</summary>
    Throttled,

    /// <summary>This member cannot be seen today; nothing follows from it.</summary>
    NotObservable,

    /// <summary>This clan does not exist, or no longer does.</summary>
    ClanGone,

    /// <summary>bungie.net refuses us: the API key or application is wrong.</summary>
    ConfigurationWrong,
}
