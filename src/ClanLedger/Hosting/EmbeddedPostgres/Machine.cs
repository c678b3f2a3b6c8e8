namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>A machine by its name, which may change with the network, and by its machine-id, where it has one (systemd's machine-id(5)).</summary>
internal sealed record Machine(string Name, string? Id)
{
    /// <summary>This one.</summary>
    public static Machine Here()
    {
        const string Path = "/etc/machine-id";
        try
        {
            return new(Environment.MachineName, File.Exists(Path) && File.ReadAllText(Path).Trim() is { Length: 32 } id ? id : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Environment.MachineName, null);
        }
    }

    /// <summary>Null when the text names none.</summary>
    public static Machine? Parse(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var name, .. var rest] ? new(name, rest.FirstOrDefault()) : null;

    /// <summary>Whether it is that one, as far as can be told.</summary>
    public bool Is(Machine other) => Id is not null && other.Id is not null ? Id == other.Id : Name == other.Name;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}\n{Id}";
}
