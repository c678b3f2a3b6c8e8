using System.Text.Json.Nodes;
using ClanLedger.Simulator.Discord.Showing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ClanLedger.Commands.Rendering;

/// <summary>A message as Discord would show it, in a terminal.</summary>
internal static class DigestView
{
    /// <param name="message">The body that was, or would be, posted.</param>
    /// <param name="mostLines">Of each list, at the most.</param>
    public static void Show(JsonNode message, int mostLines)
    {
        foreach (var embed in message["embeds"]!.AsArray())
        {
            var rows = new List<IRenderable>();
            if (Text(embed!["description"]) is { } description)
                rows.Add(new Markup(Of(description)));
            foreach (var field in embed["fields"]?.AsArray() ?? [])
            {
                rows.Add(new Markup($"[bold]{Of(Text(field!["name"])!)}[/]"));
                rows.Add(new Markup(Of(Shortened(Text(field["value"])!, mostLines))));
            }

            var panel = new Panel(new Rows(rows)).Border(BoxBorder.Rounded).BorderColor(embed["color"]?.GetValue<int>() is { } c ? new Spectre.Console.Color((byte)(c >> 16), (byte)(c >> 8), (byte)c) : Spectre.Console.Color.Grey);
            if (Text(embed["title"]) is { } title)
                panel.Header($" [bold]{Of(title)}[/] ");
            AnsiConsole.Write(panel);
        }
    }

    private static string Shortened(string value, int mostLines)
    {
        var lines = value.Split('\n');
        return lines.Length <= mostLines ? value : string.Join('\n', lines[..(mostLines - 1)].Append($"... and {lines.Length - mostLines + 1} more"));
    }

    private static string Of(string markdown) => string.Concat(DiscordMarkdown.Parse(markdown).Select(Of));

    private static string Of(Token token) => token.Kind switch
    {
        TokenKind.Strong => $"[bold]{Safe.Markup(token.Visible)}[/]",
        TokenKind.Code => $"[italic]{Safe.Markup(token.Visible)}[/]",
        TokenKind.Break => "\n",
        TokenKind.Time => Time(token.Text),
        _ => Safe.Markup(token.Visible),
    };

    private static string Time(string text) =>
        $"{DateTimeOffset.FromUnixTimeSeconds(long.Parse(text.Split(':')[1])):yyyy-MM-dd HH:mm} UTC";

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
