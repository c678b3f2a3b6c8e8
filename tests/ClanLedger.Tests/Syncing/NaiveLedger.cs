using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClanLedger.Tests.Syncing;

/// <summary>What the tables should hold, worked out the slow and obvious way from the same answers of bungie.net.</summary>
/// <remarks>Knows neither the simulator's insides nor the ledger's code: it asks over HTTP and keeps two dictionaries.</remarks>
internal sealed class NaiveLedger(HttpClient http)
{
    private static readonly string[] Roles = ["None", "Beginner", "Member", "Admin", "ActingFounder", "Founder"];

    public SortedDictionary<long, NaiveMember> Members { get; } = [];

    public SortedDictionary<long, NaiveCharacter> Characters { get; } = [];

    /// <summary>Takes over what these clans look like now, as of a day, and says what changed.</summary>
    /// <param name="clans">Clans that can not be read are not among them.</param>
    /// <param name="day">The day.</param>
    /// <param name="doubt">Says which rosters are believed, who has not left all the same, and which profiles are not to be seen; null: no doubts.</param>
    public async Task<SortedDictionary<string, int>> ObserveAsync(IReadOnlyCollection<long> clans, DateOnly day, Doubt? doubt = null)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var rosters = new SortedDictionary<long, NaiveRoster>();
        foreach (var clan in clans)
            rosters[clan] = await ReadRosterAsync(clan);

        var believed = doubt?.Believe(rosters, Members, day) ?? clans;
        var seen = new Dictionary<long, (long Clan, JsonNode Entry)>();
        foreach (var (clan, (id, entry)) in rosters.Where(r => believed.Contains(r.Key)).SelectMany(r => r.Value.Entries, (r, e) => (r.Key, e)))
        {
            // An entry that says less than what is known, or no more than their own clan's, moves nobody whose own clan is not believed.
            if (Members.TryGetValue(id, out var known) && known.Deleted is null && known.Clan != clan && !believed.Contains(known.Clan)
                && ((JoinDate(entry) < known.JoinDate && doubt?.SaidToBe(id, known.Clan, clan) != true)
                    || (rosters.GetValueOrDefault(known.Clan)?.Entries.GetValueOrDefault(id) is { } own && JoinDate(entry) <= JoinDate(own))))
                continue;

            // Someone on two rosters is where they joined last.
            if (!seen.TryGetValue(id, out var other) || JoinDate(entry) > JoinDate(other.Entry))
                seen[id] = (clan, entry);
        }

        foreach (var (id, gone) in Members.Where(m => m.Value.Deleted is null && believed.Contains(m.Value.Clan) && !seen.ContainsKey(m.Key)))
        {
            if (doubt?.IsStillThere(id, gone.Clan) == true)
                continue;
            gone.Deleted = day;
            Count("disabled");
            foreach (var character in Characters.Values.Where(c => c.Owner == id && c.Deleted is null))
            {
                character.Deleted = day;
                Count("characters_deleted");
            }
        }

        foreach (var (id, (clan, entry)) in seen)
        {
            var isNew = !Members.TryGetValue(id, out var member);
            if (isNew)
            {
                Members[id] = member = new NaiveMember { Added = day };
                Count("new");
            }
            else if (member!.Deleted is not null)
            {
                Count("return");
            }
            else if (member.Clan != clan)
            {
                Count("switch");
            }

            var wasThere = member is { Deleted: null, Destiny: not null } && member.Clan == clan;
            member.Deleted = null;
            member.Clan = clan;
            Take(member, entry, wasThere, Count);
            if (doubt?.Hides(id) != true)
                await LookAtProfileAsync(id, member, isNew, day, Count);
        }

        return counts;

        void Count(string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>A page that brings nobody new is the last; a blank entry of an account that is listed by name is that person once more.</summary>
    private async Task<NaiveRoster> ReadRosterAsync(long clan)
    {
        var entries = new Dictionary<long, JsonNode>();
        var total = 0;
        for (var page = 1; ; page++)
        {
            var answer = await AskAsync($"GroupV2/{clan}/Members/?currentpage={page}");
            var before = entries.Count;
            total = answer!["totalResults"]!.GetValue<int>();
            foreach (var entry in answer["results"]!.AsArray())
                entries.TryAdd(Number(entry!["destinyUserInfo"]!["membershipId"])!.Value, entry);
            if (entries.Count == before || !answer["hasMore"]!.GetValue<bool>())
                break;
        }

        var named = entries.Values.Where(e => !IsBlank(e)).Select(Account).OfType<long>().ToHashSet();
        var memberCount = (await AskAsync($"GroupV2/{clan}/"))!["detail"]!["memberCount"]!.GetValue<int>();
        return new NaiveRoster(
            entries.Where(e => !(IsBlank(e.Value) && Account(e.Value) is { } account && named.Contains(account))).ToDictionary(), total, memberCount);
    }

    private static bool IsBlank(JsonNode entry) => string.IsNullOrWhiteSpace(entry["destinyUserInfo"]!["displayName"]!.GetValue<string>());

    private static long? Account(JsonNode entry) => Number(entry["bungieNetUserInfo"]?["membershipId"]);

    private static DateTimeOffset JoinDate(JsonNode entry) => entry["joinDate"]!.GetValue<DateTimeOffset>();

    private static void Take(NaiveMember member, JsonNode entry, bool wasThere, Action<string> count)
    {
        var destiny = entry["destinyUserInfo"]!;
        var bungie = entry["bungieNetUserInfo"];
        var names = (member.Destiny, member.Global, member.Code, member.Bungie);
        var known = member.Destiny is not null;
        member.Type = destiny["membershipType"]!.GetValue<int>();
        member.Destiny = Filled(destiny["displayName"]) ?? member.Destiny ?? "";
        member.Icon = Icon(destiny["iconPath"]) ?? member.Icon;
        if (Filled(destiny["bungieGlobalDisplayName"]) is { } global)
            (member.Global, member.Code) = (global, destiny["bungieGlobalDisplayNameCode"]?.GetValue<int>());
        member.Bungie = Filled(bungie?["displayName"]) ?? member.Bungie;
        member.BungieId = Number(bungie?["membershipId"]) ?? member.BungieId;
        if (Number(bungie?["membershipId"]) is not null)
            member.BungieType = bungie!["membershipType"]?.GetValue<int>() ?? member.BungieType;
        member.BungieIcon = Icon(bungie?["iconPath"]) ?? member.BungieIcon;
        if (known && names != (member.Destiny, member.Global, member.Code, member.Bungie))
            count("renamed");
        var role = Roles[entry["memberType"]!.GetValue<int>()];
        if (wasThere && role != member.Role)
            count("role");
        member.Role = role;
        member.JoinDate = entry["joinDate"]?.GetValue<DateTimeOffset>() ?? member.JoinDate;
        if (Number(entry["lastOnlineStatusChange"]) is > 0 and var online)
            member.Online = DateTimeOffset.FromUnixTimeSeconds(online);
    }

    private async Task LookAtProfileAsync(long id, NaiveMember member, bool isNew, DateOnly day, Action<string> count)
    {
        var answer = await AskAsync($"Destiny2/{member.Type}/Profile/{id}/?components=100,200");
        if (answer?["profile"]?["data"] is not { } profile || answer["characters"]?["data"] is not JsonObject characters)
            return;
        var versions = profile["versionsOwned"]!.GetValue<int>();
        if (!isNew && versions != member.Versions)
            count("versions");
        var lastPlayed = profile["dateLastPlayed"]?.GetValue<DateTimeOffset>() ?? member.LastPlayed;
        var played = lastPlayed != member.LastPlayed;
        (member.Versions, member.LastPlayed) = (versions, lastPlayed);
        foreach (var (key, data) in characters)
        {
            var characterId = long.Parse(key);
            var minutes = Number(data!["minutesPlayedTotal"])!.Value;
            var at = data["dateLastPlayed"]!.GetValue<DateTimeOffset>();
            if (!Characters.TryGetValue(characterId, out var character))
            {
                Characters[characterId] = new NaiveCharacter(id, data["classHash"]!.GetValue<uint>(), day) { Minutes = minutes, LastPlayed = at };
                count("characters_new");
                continue;
            }

            if (character.Deleted is not null)
                count("characters_return");
            else
                played |= (character.Minutes, character.LastPlayed) != (minutes, at);
            (character.Deleted, character.Minutes, character.LastPlayed) = (null, minutes, at);
        }

        foreach (var (_, character) in Characters.Where(c => c.Value.Owner == id && c.Value.Deleted is null && !characters.ContainsKey(c.Key.ToString())))
        {
            character.Deleted = day;
            count("characters_deleted");
        }

        if (played && !isNew)
            count("played");
    }

    private async Task<JsonNode?> AskAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-API-Key", "naive");
        request.Headers.TryAddWithoutValidation("User-Agent", "Naive/1.0");
        using var response = await http.SendAsync(request);
        var envelope = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync())!;
        return envelope["ErrorCode"]!.GetValue<int>() == 1 ? envelope["Response"] : null;
    }

    private static string? Icon(JsonNode? path) => Filled(path) is { } p ? "https://www.bungie.net" + p : null;

    private static string? Filled(JsonNode? text) => text?.GetValue<string>() is { Length: > 0 } filled ? Storable(filled) : null;

    private static string Storable(string text) => text.Replace('\0', '\uFFFD');

    private static long? Number(JsonNode? digits) =>
        digits?.GetValueKind() == JsonValueKind.String ? long.Parse(digits.GetValue<string>()) : null;
}

/// <summary>What is not to be believed of a day's answers.</summary>
internal abstract class Doubt
{
    /// <summary>The clans whose rosters are believed.</summary>
    public abstract IReadOnlyCollection<long> Believe(
        IReadOnlyDictionary<long, NaiveRoster> rosters, IReadOnlyDictionary<long, NaiveMember> known, DateOnly day);

    /// <summary>Whether someone who is on no believed roster has not left.</summary>
    public abstract bool IsStillThere(long membershipId, long clan);

    /// <summary>Whether someone who was absent from the last believed roster of one clan was said to be in another.</summary>
    public abstract bool SaidToBe(long membershipId, long absentFrom, long clan);

    /// <summary>Whether someone's profile is not to be seen.</summary>
    public abstract bool Hides(long membershipId);
}

/// <summary>A clan's entries by membership id, and bungie.net's two counts of them.</summary>
internal sealed record NaiveRoster(IReadOnlyDictionary<long, JsonNode> Entries, int Total, int MemberCount);

internal sealed class NaiveMember
{
    public long Clan { get; set; }
    public int Type { get; set; }
    public string? Destiny { get; set; }
    public string? Icon { get; set; }
    public string? Global { get; set; }
    public int? Code { get; set; }
    public string? Bungie { get; set; }
    public long? BungieId { get; set; }
    public int? BungieType { get; set; }
    public string? BungieIcon { get; set; }
    public string? Role { get; set; }
    public DateTimeOffset? JoinDate { get; set; }
    public DateTimeOffset? Online { get; set; }
    public int? Versions { get; set; }
    public DateTimeOffset? LastPlayed { get; set; }
    public DateOnly Added { get; init; }
    public DateOnly? Deleted { get; set; }

    public string Line(long id) => Lines.Of(
        id, Clan, Type, Destiny, Icon, Global, Code, Bungie, BungieId, BungieType, BungieIcon, Role,
        Role is "Admin" or "ActingFounder" or "Founder", JoinDate, Online, Versions, LastPlayed, Added, Deleted, Deleted is not null);
}

internal sealed class NaiveCharacter(long owner, uint classHash, DateOnly added)
{
    public long Owner { get; } = owner;
    public long Minutes { get; set; }
    public DateTimeOffset LastPlayed { get; set; }
    public DateOnly? Deleted { get; set; }

    public string Line(long id) => Lines.Of(id, Owner, classHash, added, Deleted, Deleted is not null, Minutes, LastPlayed);
}
