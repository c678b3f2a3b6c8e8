using System.Text.Json;
using System.Text.Json.Nodes;
using ClanLedger.Commands.Rendering;
using ClanLedger.Ledger;
using ClanLedger.Serving;
using JasperFx.CommandLine;
using Marten;
using Npgsql;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>timeline</c>.</summary>
public sealed class TimelineInput
{
    /// <summary>The member.</summary>
    [Description("Membership id, member id, or a name such as Crota or Crota#0042; a former one does, too")]
    public string Member { get; set; } = "";

    /// <summary>Play as well.</summary>
    [Description("Show every day of play, too")]
    public bool AllFlag { get; set; }

    /// <summary>Where each event comes from.</summary>
    [Description("Show how each event is known: run, roster, and what bungie.net said about a departure")]
    public bool WhyFlag { get; set; }

    /// <summary>JSON on stdout.</summary>
    [Description("Print all events as JSON")]
    public bool JsonFlag { get; set; }
}

/// <summary>One member's history.</summary>
[Description("One member's history: joined, left, returned, moved, renamed, promoted", Name = "timeline")]
[Example("timeline \"Crota#0042\"", "by name; quote names that hold spaces or #")]
[Example("timeline \"Crota#0042\" --why", "how do you know? The roster behind each event")]
[Example("timeline 4611686018428939884 --json", "by Destiny membership id, for a script")]
public sealed class TimelineCommand : LedgerCommand<TimelineInput>
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(TimelineInput input, IServiceProvider services, CancellationToken ct)
    {
        var found = await MemberLookup.FindAsync(services.GetRequiredService<NpgsqlDataSource>(), input.Member, ct);
        if (found is not [var member])
        {
            TimelineView.ShowChoice(input.Member, found);
            return ExitCode.NothingDone;
        }

        var timeline = await Timeline.ReadAsync(services.GetRequiredService<IDocumentStore>(), member.MembershipId, ct);
        if (input.JsonFlag)
            Console.WriteLine(Json(member, timeline, input.WhyFlag ? await Provenance.ReadAsync(services.GetRequiredService<NpgsqlDataSource>(), timeline, ct) : null));
        else
            await TimelineView.ShowAsync(services.GetRequiredService<NpgsqlDataSource>(), member, timeline, input.AllFlag, input.WhyFlag, ct);
        return ExitCode.Done;
    }

    private static string Json(FoundMember member, IReadOnlyList<TimelineEntry> timeline, IReadOnlyDictionary<long, Provenance>? known)
    {
        var options = new JsonSerializerOptions();
        LedgerJson.Configure(options);
        return new JsonObject
        {
            ["membership_id"] = member.MembershipId.ToString(),
            ["member_id"] = member.MemberId,
            ["name"] = member.Name,
            ["events"] = new JsonArray([.. timeline.Select(Entry)]),
        }.ToJsonString(options);

        JsonObject Entry(TimelineEntry e)
        {
            var json = new JsonObject
            {
                ["version"] = e.Version,
                ["effective_date"] = e.Event.EffectiveDate.ToString("yyyy-MM-dd"),
                ["kind"] = e.Kind,
                ["recorded"] = e.Recorded.ToString("O"),
                ["data"] = JsonSerializer.SerializeToNode(e.Event, e.Event.GetType(), options),
            };
            if (known is not null)
                json["why"] = known.TryGetValue(e.Version, out var why) ? JsonSerializer.SerializeToNode(why, options) : null;
            return json;
        }
    }
}
