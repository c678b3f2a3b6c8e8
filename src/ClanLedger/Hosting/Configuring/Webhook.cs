using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ClanLedger.Hosting.Configuring;

/// <summary>A Discord webhook. Whoever has its address can post, so it shows itself nowhere.</summary>
public sealed partial class Webhook
{
    /// <summary>What an operator may write.</summary>
    internal const string Allowed = "a webhook's address, https://discord.com/api/webhooks/ID/TOKEN";

    private readonly Uri _address;

    private Webhook(Uri address) => (_address, Key) =
        (address, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..16]);

    /// <summary>Stands for the webhook in the database: says nothing about it, but changes with it.</summary>
    public string Key { get; }

    /// <summary>Null for what is no webhook's address.</summary>
    public static Webhook? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "", Query: "" } && Path().IsMatch(url.AbsolutePath)
            ? new Webhook(url)
            : null;

    /// <summary>Where a message is posted so that Discord answers with it.</summary>
    internal Uri Execute(ulong? threadId) =>
        new UriBuilder(_address) { Query = threadId is { } id ? $"wait=true&thread_id={id}" : "wait=true" }.Uri;

    /// <inheritdoc/>
    public override string ToString() => "(not shown)";

    [GeneratedRegex("/webhooks/[0-9]+/[A-Za-z0-9_.-]+/?$")]
    private static partial Regex Path();
}
