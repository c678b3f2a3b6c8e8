using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ClanLedger.Simulator.Discord.Showing;

/// <summary>What was received, as a phone would show it in Discord's dark or light theme.</summary>
internal static class ChannelPage
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var reader = new StreamReader(typeof(ChannelPage).Assembly.GetManifestResourceStream("channel.css")!);
        return reader.ReadToEnd();
    });

    public static string Of(IReadOnlyList<ReceivedMessage> messages, string? theme)
    {
        var page = new StringBuilder($"""
            <!DOCTYPE html><html lang=en class="{(theme == "light" ? "light" : "dark")}"><head><meta charset=utf-8>
            <meta name=viewport content="width=device-width,initial-scale=1"><title>Simulated Discord</title><style>{Style.Value}</style></head><body>
            <nav><a href="?theme=dark">dark</a> <a href="?theme=light">light</a></nav>
            """);
        foreach (var channel in messages.GroupBy(m => m.ThreadId is null ? m.Webhook : $"{m.Webhook} › thread {m.ThreadId}", StringComparer.Ordinal))
        {
            page.Append($"<section><h2># {MarkdownHtml.Encode(channel.Key)}</h2>");
            foreach (var message in channel)
                Append(page, message);
            page.Append("</section>");
        }

        return page.Append("</body></html>").ToString();
    }

    private static void Append(StringBuilder page, ReceivedMessage message)
    {
        var name = message.Payload["username"]?.GetValue<string>() ?? "ClanLedger";
        page.Append($"<article><div class=avatar>{MarkdownHtml.Encode(name[..1])}</div><div class=message><div class=who><b>{MarkdownHtml.Encode(name)}</b> <span class=app>APP</span> <time>{Time(message.At)}</time></div>");
        if (message.Payload["content"]?.GetValue<string>() is { Length: > 0 } content)
            page.Append($"<div>{MarkdownHtml.Of(content, message.At)}</div>");
        foreach (var embed in message.Embeds)
            Append(page, embed, message.At);
        page.Append("</div></article>");
    }

    private static void Append(StringBuilder page, JsonNode embed, DateTimeOffset now)
    {
        var colour = embed["color"]?.GetValue<int>() is { } c ? $" style=\"border-left-color:#{c:x6}\"" : "";
        page.Append($"<div class=embed{colour}>");
        if (Text(embed["title"]) is { } title)
            page.Append($"<div class=title>{MarkdownHtml.Of(title, now)}</div>");
        if (Text(embed["description"]) is { } description)
            page.Append($"<div class=description>{MarkdownHtml.Of(description, now)}</div>");
        foreach (var field in embed["fields"] as JsonArray ?? [])
            page.Append($"<div class=name>{MarkdownHtml.Of(Text(field!["name"])!, now)}</div><div class=value>{MarkdownHtml.Of(Text(field["value"])!, now)}</div>");
        if (embed["footer"] is { } footer)
            page.Append($"<div class=footer>{MarkdownHtml.Encode(Text(footer["text"])!)}{(Text(embed["timestamp"]) is { } at ? $" • {Time(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))}" : "")}</div>");
        page.Append("</div>");
    }

    private static string Time(DateTimeOffset at) => at.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
