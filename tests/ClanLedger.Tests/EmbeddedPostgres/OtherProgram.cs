using System.Diagnostics;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>Another process that uses the server: to the locks on the files, flock(1) is no different from a second ClanLedger.</summary>
internal sealed class OtherProgram : IAsyncDisposable
{
    private readonly Process process;

    private OtherProgram(Process process) => this.process = process;

    /// <summary>Returns when the server runs and only the other program uses it.</summary>
    public static async Task<OtherProgram> StartAsync(TemporaryCluster home)
    {
        await using var cluster = await home.StartAsync();
        string[] words = ["--shared", "--no-fork", home.Directory.UsersLock, "sh", "-c", "echo held; exec cat"];
        var flock = Process.Start(new ProcessStartInfo("flock", words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        (await flock.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("held");
        return new(flock);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }
}
