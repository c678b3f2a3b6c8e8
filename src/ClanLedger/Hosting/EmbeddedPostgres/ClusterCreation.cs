using System.Text;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>Makes the cluster's files, once. An interrupted attempt leaves a directory aside, and the next start removes it.</summary>
public static class ClusterCreation
{
    private const string Unfinished = "cluster.new-";

    /// <summary>Returns the major version of the cluster in this directory, or null if there is none yet.</summary>
    /// <exception cref="EmbeddedPostgresException">There is something else in its place.</exception>
    public static int? MajorVersion(ClusterDirectory directory)
    {
        if (!Directory.Exists(directory.Cluster))
            return null;
        var file = Path.Combine(directory.Cluster, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim().Split('.')[0], out var major)
            ? major
            : throw new EmbeddedPostgresException($"{directory.Cluster} is not a PostgreSQL cluster: move it away, or set Postgres__DataDirectory.");
    }

    /// <summary>Chooses the installation that fits the cluster; the best one if there is no cluster yet.</summary>
    /// <exception cref="EmbeddedPostgresException">None can read this cluster.</exception>
    public static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, int? major, ClusterDirectory directory) =>
        major is null ? found[0]
        : found.FirstOrDefault(binaries => binaries.Major == major)
        ?? throw new EmbeddedPostgresException(
            $"The cluster in {directory.Cluster} was made by PostgreSQL {major}, but found here is PostgreSQL "
            + $"{string.Join(", ", found.Select(binaries => $"{binaries.Major} ({binaries.Directory})"))}: install PostgreSQL {major} "
            + $"or name its programs in Postgres__BinDirectory, or convert the cluster with pg_upgrade, or start anew in another "
            + $"Postgres__DataDirectory.");

    /// <summary>Removes what interrupted attempts left; call it with the start lock held.</summary>
    public static void Clean(ClusterDirectory directory)
    {
        foreach (var leftover in Directory.EnumerateDirectories(directory.Root, Unfinished + "*"))
        {
            try
            {
                Directory.Delete(leftover, recursive: true);
            }
            catch (IOException)
            {
                // An initdb that has outlived its program still writes there. The next start will remove it.
            }
        }
    }

    /// <summary>Makes the cluster.</summary>
    /// <exception cref="EmbeddedPostgresException">initdb failed, and why.</exception>
    public static async Task CreateAsync(ClusterDirectory directory, PostgresBinaries binaries, ServerAccount account)
    {
        var name = Unfinished + Path.GetRandomFileName();
        var unfinished = Path.Combine(directory.Root, name);
        // Trust is enough: whoever can enter the socket's directory is the owner of these files, or root.
        var made = await account.RunAsync(
            directory.Root, binaries.InitDb, "-D", name, $"--username={ServerSettings.Name}", "--encoding=UTF8", "--locale=C",
            "--auth-local=trust", "--auth-host=reject", "--no-instructions");
        if (!made.Succeeded)
        {
            Clean(directory);
            throw new EmbeddedPostgresException($"initdb could not make a cluster in {directory.Root}: {made.Complaint}");
        }
        // All of it is on disk before it has its name: the line would be missed for ever, as nothing writes it again.
        await using (var settings = new FileStream(Path.Combine(unfinished, "postgresql.conf"), FileMode.Append))
        {
            await settings.WriteAsync(Encoding.UTF8.GetBytes($"\ninclude '{ServerSettings.File}'\n"));
            settings.Flush(flushToDisk: true);
        }
        Directory.Move(unfinished, directory.Cluster);
        // The new name must be on disk before the first event is.
        await Command.RunAsync(directory.Root, "sync", directory.Root);
    }
}
