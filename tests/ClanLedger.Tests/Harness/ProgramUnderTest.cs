using System.Diagnostics;

namespace ClanLedger.Tests.Harness;

/// <summary>The program with a configuration, run as a process time and again.</summary>
internal sealed class ProgramUnderTest
{
    private readonly Dictionary<string, string> _environment;

    private ProgramUnderTest(Dictionary<string, string> environment) => _environment = environment;

    public static async Task<ProgramUnderTest> OnNewLedgerAsync(LedgerServer server, Uri bungie) => On(await server.NewLedgerAsync(), bungie);

    public static ProgramUnderTest On(string connectionString, Uri bungie) => new(new(StringComparer.Ordinal)
    {
        ["ConnectionStrings__Ledger"] = connectionString,
        ["Bungie__BaseUrl"] = bungie.ToString(),
        ["Bungie__ApiKey"] = "a-key",
        ["Bungie__RequestsPerSecond"] = "0",
        ["Bungie__RetryBudgetSeconds"] = "0",
        ["Schedule__Verify"] = "off",
    });

    /// <summary>The same with one more setting, or another value of it.</summary>
    public ProgramUnderTest With(string key, string value) => new(new(_environment, StringComparer.Ordinal) { [key] = value });

    public Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(_environment, arguments);

    /// <summary>Starts it, and kills it (SIGKILL) as soon as something is true.</summary>
    public Task KillAsync(string what, Func<Task<bool>> isTrue, params string[] arguments) => Cli.KillAsync(_environment, what, isTrue, arguments);

    /// <summary>Starts a node of the service.</summary>
    public ServiceNode Serve() => ServiceNode.Start(_environment);

    /// <summary>Starts it and does not wait.</summary>
    public Process Start(params string[] arguments) => Cli.Start(typeof(Program).Assembly.Location, _environment, arguments);

    /// <summary>Ends well, with nothing on stderr but the progress that a slow machine sees.</summary>
    public async Task<CliResult> DoneAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ShouldSatisfyAllConditions(
            $"{string.Join(' ', arguments)}\n{result.Output}\n{result.Error}",
            r => r.ExitCode.ShouldBe(0), r => r.Error.Split('\n').ShouldAllBe(line => line == "" || IsProgress(line)));
        return result;
    }

    private static bool IsProgress(string line) =>
        line.EndsWith(" requests answered", StringComparison.Ordinal)
        || line.EndsWith(" a second", StringComparison.Ordinal)
        || line.StartsWith("Still waiting: ", StringComparison.Ordinal);

    /// <summary>Ends with exit code 1, nothing on stdout, and one line on stderr, which is returned.</summary>
    public async Task<string> RefusedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ShouldSatisfyAllConditions(
            string.Join(' ', arguments),
            r => r.ExitCode.ShouldBe(1), r => r.Output.ShouldBe(""),
            r => r.Error.ShouldStartWith("clanledger: "), r => r.Error.TrimEnd('\n').ShouldNotContain("\n"), r => r.Error.ShouldEndWith("\n"));
        return result.Error;
    }
}
