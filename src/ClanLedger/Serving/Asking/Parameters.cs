using System.Globalization;
using System.Text.Json.Nodes;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Microsoft.OpenApi;

namespace ClanLedger.Serving.Asking;

/// <summary>Every parameter of the API.</summary>
internal static class Parameters
{
    /// <summary>Kinds of member events that are listed as changes.</summary>
    public static readonly IReadOnlyList<string> ChangeKinds = Kinds(typeof(MemberPlayed), typeof(MemberSeenOnline));

    /// <summary>Kinds of all member events.</summary>
    public static readonly IReadOnlyList<string> MemberKinds = Kinds();

    public static readonly Parameter<long> Clan = Number("id", "groupId of the clan: the number in its address on bungie.net", "881267");
    public static readonly Parameter<long> Group = Number("id", "The group's number, see /api/groups", "1");
    public static readonly Parameter<long> Member = Number("id", "The Destiny membershipId, or the ledger's own member id", "4611686018428939884");
    public static readonly Parameter<long> Snapshot = Number("id", "The snapshot's number, see /api/snapshots", "42");
    public static readonly Parameter<Guid> Event = Id("event", "The event's id, from a timeline or a list of changes");
    public static readonly Parameter<Guid> Run = Id("id", "The run's id, see /api/runs");

    public static readonly Parameter<DateOnly?> AsOf = Day("asOf", "The end of this day of the ledger; without it, now");
    public static readonly Parameter<DateOnly?> From = Day("from", "From this day of the ledger on");
    public static readonly Parameter<DateOnly?> To = Day("to", "Up to and including this day of the ledger");
    public static readonly Parameter<string?> Role = Choice("role", "Only members of this role", ["Beginner", "Member", "Admin", "ActingFounder", "Founder"]);
    public static readonly Parameter<string?> Sort = Choice("sort", "Order; a minus reverses it. By role, the highest comes first",
        ["role", "name", "joined", "lastPlayed", "-role", "-name", "-joined", "-lastPlayed"]);
    public static readonly Parameter<string?> Status = Choice("status", "Only present or only former members", ["present", "former"]);
    public static readonly Parameter<string?> Verdict = Choice("verdict", "Only snapshots of this verdict",
        [Verdicts.Complete, Verdicts.Failed, Verdicts.Quarantined, Verdicts.Accepted, Verdicts.Rejected, Verdicts.Superseded]);
    public static readonly Parameter<string?> Format = Choice("format", "The same as the header Accept: text/csv or application/json", ["json", "csv"]);
    public static readonly Parameter<string?> ChangeKind = Choice("kind", "Only changes of this kind", ChangeKinds);
    public static readonly Parameter<string?> MemberKind = Choice("kind", "Only events of this kind", MemberKinds);

    public static readonly Parameter<string?> Q = Beginning("The beginning of a name; case does not matter, and old names count");
    public static readonly Parameter<string?> QOfDay = Beginning("The beginning of a name that they had on that day; case does not matter");

    public static readonly Parameter<long?> OfClan = new("clan", "Only this clan: its groupId", "a clan's id, such as 881267", Digits,
        text => (TryNumber(text, out var id), id), null);

    public static readonly Parameter<int> Days = Integer("days", "Not played for at least so many days", 1, 3650, 30);
    public static readonly Parameter<int> Limit = Integer("limit", "How many at the most", 1, 1000, 100);
    public static readonly Parameter<string?> Cursor = new("cursor", "nextCursor of the page before", "the nextCursor of an answer to the same question",
        () => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 2000 }, text => (text.Length <= 2000, text), null);

    public static readonly Parameter<long> After = new("after", "Events behind this sequence number: the seq of the last one seen; 0 begins at the beginning",
        "a sequence number of 0 or more", Digits, text => (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq), seq), 0);

    private static IReadOnlyList<string> Kinds(params Type[] without) =>
        [.. Storage.EventNames.Where(e => e.Key.IsAssignableTo(typeof(IMemberEvent)) && !without.Contains(e.Key)).Select(e => e.Value)];

    private static Parameter<long> Number(string name, string description, string example) => new(
        name, description, $"a number such as {example}", Digits, text => (TryNumber(text, out var id), id), 0, inPath: true);

    private static Parameter<Guid> Id(string name, string description) => new(
        name, description, "an id such as 019b2a3c-7d1e-7000-8000-000000000001", () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
        text => (Guid.TryParseExact(text, "D", out var id), id), Guid.Empty, inPath: true);

    private static Parameter<string?> Beginning(string description) => new("q", description, "1 to 100 characters without control characters",
        () => new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 100 },
        text => (text.Length <= 100 && !text.Any(char.IsControl), text), null);

    private static Parameter<DateOnly?> Day(string name, string description) => new(
        name, description, "a day such as 2026-01-31", () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
        text => (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), day), null);

    private static Parameter<int> Integer(string name, string description, int lowest, int highest, int fallback) => new(
        name, $"{description}; {fallback} if not given", $"a whole number from {lowest} to {highest}",
        () => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = $"{lowest}", Maximum = $"{highest}", Default = fallback },
        text => (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest, value), fallback);

    private static Parameter<string?> Choice(string name, string description, IReadOnlyList<string> choices) => new(
        name, description, string.Join(", ", choices),
        () => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. choices.Select(c => (JsonNode)c)] },
        text => (choices.Contains(text, StringComparer.Ordinal), text), null);

    private static OpenApiSchema Digits() => new() { Type = JsonSchemaType.String, Pattern = "^[0-9]{1,19}$" };

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
