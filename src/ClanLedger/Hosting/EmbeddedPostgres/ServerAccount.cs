namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>The user that runs PostgreSQL: this program's own, or, as PostgreSQL refuses to run as root, an unprivileged one.</summary>
public sealed class ServerAccount
{
    private readonly string? user;
    private readonly IReadOnlyList<string> prefix;

    private ServerAccount(string? user, IReadOnlyList<string> prefix) => (this.user, this.prefix) = (user, prefix);

    /// <summary>The owner of the cluster if it exists, else <c>postgres</c>, else <c>nobody</c>.</summary>
    /// <exception cref="EmbeddedPostgresException">This is root, and becoming somebody else is not possible, or the cluster is nobody's who could run it.</exception>
    public static async Task<ServerAccount> ForAsync(ClusterDirectory directory)
    {
        if (!Environment.IsPrivilegedProcess)
            return new(null, []);
        var owner = await OwnerAsync(directory.Cluster);
        if (owner is "root" or "UNKNOWN")
            throw new EmbeddedPostgresException(
                $"The cluster in {directory.Cluster} belongs to {(owner == "root" ? "root, as whom PostgreSQL does not run" : "a user that is not known here")}: "
                + $"give {directory.Root} with all that is in it to the user who is to run it (chown -R postgres).");
        foreach (var candidate in new[] { owner, "postgres", "nobody" })
        {
            if (candidate is not null && await PrefixAsync(candidate) is { } way)
                return new(candidate, way);
        }
        throw new EmbeddedPostgresException(
            "PostgreSQL does not run as root, and no way was found to run it as postgres or nobody (setpriv, runuser or su): "
            + "run ClanLedger as an ordinary user, or name a server in ConnectionStrings__Ledger.");
    }

    /// <summary>Runs a program as this user.</summary>
    public Task<CommandResult> RunAsync(string workingDirectory, params IEnumerable<string> words) =>
        Command.RunAsync(workingDirectory, [.. prefix, .. words]);

    /// <summary>Gives files to this user; not what is below a directory.</summary>
    public async Task OwnAsync(params IReadOnlyList<string> paths)
    {
        if (user is null)
            return;
        var given = await Command.RunAsync("/", ["chown", "-h", user, .. paths]);
        if (!given.Succeeded)
            throw new EmbeddedPostgresException($"Files could not be given to the user {user}: {given.Complaint}");
    }

    /// <exception cref="EmbeddedPostgresException">This user cannot enter the directory; the message names the closed one.</exception>
    public async Task RequireAccessAsync(string directory)
    {
        if (user is null || await CanEnterAsync(directory))
            return;
        var closed = directory;
        for (var parent = directory; parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (!await CanEnterAsync(parent))
                closed = parent;
        }
        throw new EmbeddedPostgresException(
            $"The user {user}, who runs PostgreSQL for root, cannot enter {closed}: set Postgres__DataDirectory to a directory "
            + $"whose parents all may enter (such as /var/lib/clanledger), or run ClanLedger as an ordinary user.");
    }

    private async Task<bool> CanEnterAsync(string directory) => (await RunAsync("/", "test", "-x", directory)).Succeeded;

    private static async Task<string?> OwnerAsync(string path)
    {
        if (!Directory.Exists(path))
            return null;
        string[] format = OperatingSystem.IsMacOS() ? ["-f", "%Su"] : ["-c", "%U"];
        var owner = await Command.RunAsync("/", ["stat", .. format, path]);
        return owner.Succeeded ? owner.Output : null;
    }

    private static async Task<IReadOnlyList<string>?> PrefixAsync(string user)
    {
        var group = await Command.RunAsync("/", "id", "-g", user);
        if (!group.Succeeded)
            return null;
        string[][] ways =
        [
            ["setpriv", $"--reuid={user}", $"--regid={group.Output}", "--init-groups", "--"],
            ["runuser", "-u", user, "--"],
            ["su", "-s", "/bin/sh", "-c", "exec \"$@\"", "--", user, "sh"],
        ];
        foreach (var way in ways)
        {
            if (Command.OnPath(way[0]) && (await Command.RunAsync("/", [.. way, "true"])).Succeeded)
                return way;
        }
        return null;
    }
}
