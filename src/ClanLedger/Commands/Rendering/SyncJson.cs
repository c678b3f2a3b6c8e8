using System.Text.Json;
using System.Text.Json.Nodes;
using ClanLedger.Ledger;
using ClanLedger.Running;

namespace ClanLedger.Commands.Rendering;

/// <summary>The object of <c>sync --json</c>, in the shape the job before ClanLedger printed, with more keys.</summary>
internal static class SyncJson
{
    public static string Of(SyncResult run) => new JsonObject
    {
        ["effective_date"] = Day(run.Completed.EffectiveDate),
        ["run_id"] = run.RunId.ToString(),
        ["status"] = run.Completed.Status,
        ["down_since"] = run.Outage is { State: not OutageState.Over } outage ? outage.Since.ToString("O") : null,
        ["members"] = Counts(CountKeys.OfMembers, run.Count),
        ["characters"] = Counts(CountKeys.OfCharacters, run.Count),
        ["clans"] = new JsonArray([.. run.Snapshots.Select(s => Clan(s, run.Completed.Clans.Single(c => c.ClanId == s.ClanId), run.MovedOut.GetValueOrDefault(s.ClanId)))]),
        ["seconds"] = new JsonObject
        {
            ["fetch"] = Math.Round(run.Staged.Fetching.TotalSeconds, 3),
            ["stage"] = Math.Round(run.Staged.Copying.TotalSeconds, 3),
            ["diff"] = Math.Round(run.Applied.Diffing.TotalSeconds, 3),
            ["append"] = Math.Round(run.Applied.Appending.TotalSeconds, 3),
        },
    }.ToJsonString(Options);

    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject Clan(SnapshotOfRun snapshot, ClanCounts counts, int movedOut) => new()
    {
        ["clan_id"] = snapshot.ClanId.ToString(),
        ["clan_name"] = snapshot.Seen.Name ?? snapshot.Known.Name,
        ["verdict"] = snapshot.Verdict,
        ["reason"] = snapshot.Reason,
        ["snapshot_id"] = snapshot.SnapshotId,
        ["members"] = counts.Members,
        ["baseline"] = counts.Baseline,
        ["profiles"] = snapshot.Profiles,
        ["known"] = snapshot.KnownMembers,
        ["absent"] = snapshot.AbsentMembers,
        ["disputed"] = snapshot.Disputed,
        ["moved_out"] = movedOut,
        ["changes"] = Counts([.. CountKeys.OfMembers, .. CountKeys.OfCharacters], counts.Count, key => key),
    };

    private static JsonObject Counts(IEnumerable<string> keys, Func<string, int> count) =>
        Counts(keys, count, key => key.Replace("characters_", "", StringComparison.Ordinal));

    private static JsonObject Counts(IEnumerable<string> keys, Func<string, int> count, Func<string, string> shown) =>
        new(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(shown(key), count(key))));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");
}
