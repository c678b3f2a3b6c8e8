using ClanLedger.Commands.Rendering;
using ClanLedger.Replaying;
using JasperFx.CommandLine;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>verify</c>.</summary>
public sealed class VerifyInput
{
    /// <summary>JSON on stdout.</summary>
    [Description("Print one JSON object on stdout")]
    public bool JsonFlag { get; set; }
}

/// <summary>Rebuilds beside and compares.</summary>
[Description("Compare the groups tables with the events, row by row, and check the events themselves: 0 all is well, 1 not", Name = "verify")]
[Example("verify", "once a week; `replay` mends what differs")]
public sealed class VerifyCommand : LedgerCommand<VerifyInput>
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(VerifyInput input, IServiceProvider services, CancellationToken ct)
    {
        var progress = new ReplayProgress(services.GetRequiredService<TimeProvider>());
        var result = await ReplayProgressView.ShowAsync(progress, services.GetRequiredService<Verification>().RunAsync(progress, ct));
        if (input.JsonFlag)
            Console.WriteLine(VerifyView.Json(result));
        else
            VerifyView.Show(result);
        return result.Sound ? ExitCode.Done : ExitCode.NothingDone;
    }
}
