namespace ClanLedger.Simulator.Discord;

/// <summary>What Discord does wrong on purpose, in the order in which it is asked to. Safe to change while it serves.</summary>
public sealed class DiscordFaults
{
    private readonly Lock _gate = new();
    private readonly List<(string? Webhook, DiscordFault Fault, int? Left)> _coming = [];

    /// <summary>Adds a fault behind those that are to come.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">So often; null: from then on.</param>
    /// <param name="webhook">The name of a webhook; null: any.</param>
    public void Add(DiscordFault fault, int? times = 1, string? webhook = null)
    {
        lock (_gate)
            _coming.Add((webhook, fault, times));
    }

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        lock (_gate)
            _coming.Clear();
    }

    internal DiscordFault? Next(string webhook)
    {
        lock (_gate)
        {
            var at = _coming.FindIndex(c => c.Webhook is null || c.Webhook == webhook);
            if (at < 0)
                return null;
            var (only, fault, left) = _coming[at];
            if (left == 1)
                _coming.RemoveAt(at);
            else
                _coming[at] = (only, fault, left - 1);
            return fault;
        }
    }
}
