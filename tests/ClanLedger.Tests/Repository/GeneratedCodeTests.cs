using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Repository;

/// <summary>Wolverine's handlers are compiled ahead of time, from code that is committed.</summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public async Task The_committed_code_is_what_ops_codegen_writes()
    {
        // Beside the tests, JasperFx would look for handlers in xunit's assemblies as well.
        var build = AppContext.BaseDirectory.Replace("tests/ClanLedger.Tests", "src/ClanLedger", StringComparison.Ordinal);
        var run = await Cli.RunAsync(Path.Combine(build, "ClanLedger.dll"), new Dictionary<string, string>(StringComparer.Ordinal), "codegen", "write");
        run.ExitCode.ShouldBe(0, run.Error);

        var written = Texts(Path.Combine(build, "Internal", "Generated"));
        written.ShouldNotBeEmpty();
        Texts(Path.Combine(Checkout.Root, "src", "ClanLedger", "Internal", "Generated")).ShouldBe(written, "run ops/codegen, and commit what it wrote");
    }

    private static IReadOnlyList<(string Path, string Text)> Texts(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(directory, file), File.ReadAllText(file).ReplaceLineEndings("\n"))),
    ];
}
