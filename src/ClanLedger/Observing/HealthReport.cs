using System.Text.Json.Serialization;

namespace ClanLedger.Observing;

/// <summary>How the service is, as <c>/health/ready</c> says it.</summary>
/// <param name="Status">ready or not ready.</param>
/// <param name="Checks">In the order in which they were looked at.</param>
public sealed record HealthReport(string Status, IReadOnlyList<HealthCheck> Checks)
{
    /// <summary>Ready if every check that matters is well.</summary>
    public static HealthReport Of(IReadOnlyList<HealthCheck> checks) =>
        new(checks.All(c => c.State != HealthState.Bad) ? "ready" : "not ready", checks);

    /// <summary>Whether requests, and runs, may come here.</summary>
    [JsonIgnore]
    public bool Ready => Status == "ready";
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="State">How it is.</param>
/// <param name="Says">For a person, in a few words.</param>
public sealed record HealthCheck(string Name, HealthState State, string Says);

/// <summary>How something is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthState>))]
public enum HealthState
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("good")]
    Good,

    /// <summary>Someone should look, but this node can work.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>This node can not work.</summary>
    [JsonStringEnumMemberName("bad")]
    Bad,
}
