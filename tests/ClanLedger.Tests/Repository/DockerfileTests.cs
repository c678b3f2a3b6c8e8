using System.Diagnostics;
using System.Runtime.InteropServices;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Repository;

/// <summary>What the Dockerfile does to build the image, done step by step without Docker: nothing but what it copies may be needed.</summary>
public sealed class DockerfileTests : IDisposable
{
    private readonly DirectoryInfo _source = Directory.CreateTempSubdirectory("clanledger-image-");

    [Fact]
    public async Task Its_build_stage_publishes_a_program_that_runs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The image is built on Linux.");
        var steps = (await File.ReadAllLinesAsync(Path.Combine(Checkout.Root, "Dockerfile"), TestContext.Current.CancellationToken))
            .Where(line => !line.StartsWith('#')).SkipWhile(line => !line.StartsWith("WORKDIR", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.Length > 0).ToArray();
        foreach (var step in steps)
        {
            var words = step.Split(' ');
            switch (words[0])
            {
                case "COPY": Copy(words[1..^1], words[^1]); break;
                case "RUN": await RunAsync(words[1..]); break;
                default: Assert.Fail($"no such step is known here: {step}"); break;
            }
        }

        var help = await Cli.RunAsync(Path.Combine(_source.FullName, "app", "ClanLedger"), new Dictionary<string, string>(StringComparer.Ordinal), "--help");
        help.ExitCode.ShouldBe(0, help.Error);
        help.Output.ShouldContain("serve");

        // Where no test library lies beside it: help on a verb that came with a library does nothing else.
        var inherited = await Cli.RunAsync(
            Path.Combine(_source.FullName, "app", "ClanLedger"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ConnectionStrings__Ledger"] = "Host=127.0.0.1;Port=1" }, "resources", "clear", "--help");
        inherited.ExitCode.ShouldBe(0, inherited.Error);
        inherited.Output.ShouldContain("clear|teardown");
    }

    public void Dispose() => _source.Delete(recursive: true);

    /// <summary>Files go into a directory, a directory's content into another, as Docker has it; what was built here stays away, as .dockerignore says.</summary>
    private void Copy(string[] from, string to)
    {
        foreach (var path in from)
        {
            var source = Path.Combine(Checkout.Root, path);
            if (File.Exists(source))
                CopyFile(source, Path.Combine(_source.FullName, to, Path.GetFileName(path)));
            else
            {
                foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(f => !IsBuilt(Path.GetRelativePath(source, f))))
                    CopyFile(file, Path.Combine(_source.FullName, to, Path.GetRelativePath(source, file)));
            }
        }

        static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");
    }

    private static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    private async Task RunAsync(string[] command)
    {
        command[0].ShouldBe("dotnet");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _source.FullName, UseShellExecute = false, RedirectStandardOutput = true };
        (start.Environment["MSBUILDDISABLENODEREUSE"], start.Environment["UseSharedCompilation"]) = ("1", "false"); // Nothing stays behind.
        foreach (var word in command[1..])
        {
            start.ArgumentList.Add(word switch
            {
                "$TARGETARCH" => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
                "/app" => Path.Combine(_source.FullName, "app"),
                "-p:PublishReadyToRunComposite=true" => "-p:PublishReadyToRunComposite=false", // Minutes, and the same files go in.
                _ => word,
            });
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, output);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
