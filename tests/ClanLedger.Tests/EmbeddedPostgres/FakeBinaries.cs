using System.Runtime.Versioning;
using ClanLedger.Hosting.EmbeddedPostgres;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>PostgreSQL's programs with a pg_ctl that does something else first, in a shell whose working directory is this one.</summary>
internal sealed class FakeBinaries : IDisposable
{
    private readonly DirectoryInfo directory;

    private FakeBinaries(DirectoryInfo directory) => this.directory = directory;

    public string Directory => directory.FullName;

    /// <summary>Makes them, for any user to run.</summary>
    /// <param name="first">What pg_ctl does before it does what it is told.</param>
    [UnsupportedOSPlatform("windows")]
    public static async Task<FakeBinaries> MakeAsync(string first)
    {
        const UnixFileMode forAll = (UnixFileMode)0b_111_111_111;
        var made = System.IO.Directory.CreateTempSubdirectory("clanledger-test-");
        File.SetUnixFileMode(made.FullName, forAll);
        var real = (await PostgresBinaries.FindAsync(null))[0];
        foreach (var name in new[] { "initdb", "postgres" })
            File.CreateSymbolicLink(Path.Combine(made.FullName, name), Path.Combine(real.Directory, name));
        var fake = Path.Combine(made.FullName, "pg_ctl");
        await File.WriteAllTextAsync(fake, $"#!/bin/sh\nhere=$PWD; cd '{made.FullName}'; {first}; cd \"$here\"\nexec '{real.PgCtl}' \"$@\"\n");
        File.SetUnixFileMode(fake, forAll);
        return new(made);
    }

    /// <summary>Whether pg_ctl has made this file.</summary>
    public bool Has(string name) => File.Exists(Path.Combine(Directory, name));

    public void Dispose() => directory.Delete(recursive: true);
}
