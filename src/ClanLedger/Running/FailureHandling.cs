using ClanLedger.Appending;
using ClanLedger.Scheduling;
using ClanLedger.Staging;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime;

namespace ClanLedger.Running;

/// <summary>Failures of messages that nobody waits for; whoever invokes a handler gets the exception itself.</summary>
internal static class FailureHandling
{
    /// <summary>For every message whose handler has no rule of its own for what it threw.</summary>
    public static void AddFailureHandling(this IPolicies policies) =>
        policies.OnAnyException().CustomActionIndefinitely(HandleAsync, "Hand over, refuse, try again or give up");

    private static async ValueTask HandleAsync(IWolverineRuntime runtime, IEnvelopeLifecycle lifecycle, Exception failure)
    {
        var (envelope, log) = (lifecycle.Envelope!, runtime.LoggerFactory.CreateLogger("ClanLedger.Running.Failures"));
        var (work, why) = (Told(envelope.Message), failure.Message.ReplaceLineEndings(" "));
        var stopping = runtime.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
        var now = runtime.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        switch (FailureDecision.Of(failure, envelope.Attempts, stopping))
        {
            case FailureDecision.HandOver:
                RunLog.HandedOver(log, work);
                await lifecycle.ReScheduleAsync(now);
                break;
            case FailureDecision.Refuse:
                RunLog.Refused(log, work, why);
                await NoteAsync();
                await lifecycle.CompleteAsync();
                break;
            case FailureDecision.TryAgain again:
                RunLog.Failed(log, work, why, envelope.Attempts, again.After);
                await lifecycle.ReScheduleAsync(now + again.After);
                break;
            default:
                RunLog.GivenUp(log, failure, work, envelope.Attempts);
                await NoteAsync();
                await lifecycle.MoveToDeadLetterQueueAsync(failure);
                break;
        }

        async Task NoteAsync()
        {
            if (RunOf(envelope.Message) is ({ } run, var day))
                await RunProgress.NoteFailureAsync(runtime.Services.GetRequiredService<NpgsqlDataSource>(), run, day, why, now);
        }
    }

    private static (Guid? RunId, DateOnly Day) RunOf(object? message) => message switch
    {
        StageRoster stage => (stage.RunId, stage.EffectiveDate),
        ApplyRoster apply => (apply.RunId, apply.EffectiveDate),
        _ => default,
    };

    private static string Told(object? message) => message switch
    {
        RequestSync sync => $"Beginning run {sync.RunId}",
        StageRoster stage => $"Staging run {stage.RunId} of {stage.EffectiveDate:yyyy-MM-dd}",
        ApplyRoster apply => $"Applying run {apply.RunId} of {apply.EffectiveDate:yyyy-MM-dd}",
        VerifyLedger => "Verifying the ledger",
        _ => message?.GetType().Name ?? "A message",
    };
}
