using ClanLedger.Commands.Rendering;
using ClanLedger.Replaying;
using JasperFx.CommandLine;
using Npgsql;

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
[Example("verify", "`replay` mends what differs; the service does it once a week by itself")]
public sealed class VerifyCommand : LedgerCommand<VerifyInput>
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(VerifyInput input, IServiceProvider services, CancellationToken ct)
    {
        var progress = new ReplayProgress(services.GetRequiredService<TimeProvider>());
        var result = await ReplayProgressView.ShowAsync(progress, services.GetRequiredService<Verification>().RunAsync(progress, ct));
        await VerificationRecord.KeepAsync(services.GetRequiredService<NpgsqlDataSource>(), result, services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
        if (input.JsonFlag)
            Console.WriteLine(VerifyView.Json(result));
        else
            VerifyView.Show(result);
        return result.Sound ? ExitCode.Done : ExitCode.NothingDone;
    }
}
