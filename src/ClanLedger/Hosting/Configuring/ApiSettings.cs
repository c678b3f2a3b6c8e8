using System.Security.Cryptography;
using System.Text;

namespace ClanLedger.Hosting.Configuring;

/// <summary>Who may use the HTTP API, and how much.</summary>
/// <param name="Keys">The keys; none: only this machine may, and may do everything.</param>
/// <param name="RequestsPerSecond">Requests a second of one key, or of one address without a key; twice as many at once; 0: no limit.</param>
/// <param name="CacheMegabytes">Memory for answers that are kept until something changes, in MiB; 0: none is kept.</param>
/// <param name="Origins">Web pages of these origins may call the API from a browser; none: no other page may.</param>
public sealed record ApiSettings(IReadOnlyList<ApiKey> Keys, int RequestsPerSecond, int CacheMegabytes, IReadOnlyList<string> Origins)
{
    internal static ApiSettings Read(SettingsSection section)
    {
        var keys = section.Items("Keys").Select(ApiKey.Read).ToArray();
        return new ApiSettings(
            section.Distinct("Keys", "Name", keys, k => k.Name),
            section.Integer("RequestsPerSecond", 50, 0, 1_000_000),
            section.Integer("CacheMegabytes", 64, 0, 4096),
            [.. section.Values("Origins").Select((_, i) => section.HttpOrigin($"Origins:{i}"))]);
    }
}

/// <summary>What a key may do; each may do what those before it may.</summary>
public enum ApiRole
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Also starts runs and decides about held snapshots.</summary>
    Officer,

    /// <summary>Everything: also says which clans are tracked.</summary>
    Admin,
}

/// <summary>A key of the API, of which only the hash is kept.</summary>
/// <param name="Name">Who holds it; stands in the events of what is done with it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Sha256">SHA-256 of the key.</param>
public sealed record ApiKey(string Name, ApiRole Role, ReadOnlyMemory<byte> Sha256)
{
    /// <summary>A shorter key could be guessed.</summary>
    private const int Shortest = 16;

    internal static ApiKey Read(SettingsSection section) => new(
        section.Label("Name", 64),
        section.Choice<ApiRole>("Role"),
        (section.Secret("Key"), section.Secret("KeySha256")) switch
        {
            ({ Length: >= Shortest } key, null) => SHA256.HashData(Encoding.UTF8.GetBytes(key)),
            (null, { Length: 64 } hash) when hash.All(char.IsAsciiHexDigit) => Convert.FromHexString(hash),
            (null, null) => throw section.Bad("Key", "missing", $"a key of at least {Shortest} characters, or its SHA-256 as KeySha256"),
            (not null, not null) => throw section.Bad("Key", "set beside KeySha256", "one of them"),
            (not null, _) => throw section.Bad("Key", "too short (not shown)", $"at least {Shortest} characters"),
            _ => throw section.Bad("KeySha256", "no SHA-256 (not shown)", "64 hexadecimal digits"),
        });
}
