using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ClanLedger.Hosting;

/// <summary>The hand-written statements of the <c>sql</c> folder, embedded in the assembly.</summary>
public static partial class Sql
{
    /// <summary>The schema that other programs query, as it is written in every statement.</summary>
    public const string Groups = "groups";

    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>The text of <c>sql/{name}.sql</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static string Text(string name) => Texts.GetOrAdd(name, static n =>
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream($"sql/{n}.sql")
            ?? throw new InvalidOperationException($"No embedded statement sql/{n}.sql");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The text of <c>sql/{name}.sql</c> for a copy of the <c>groups</c> schema.</summary>
    /// <param name="name">As above.</param>
    /// <param name="schema">The schema of the copy, quoted if need be.</param>
    public static string Text(string name, string schema) => schema == Groups
        ? Text(name)
        : Texts.GetOrAdd($"{name} {schema}", _ => Qualifier().Replace(Text(name), schema + "."));

    /// <summary>Names of the statements in a folder of <c>sql</c>, without <c>.sql</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. typeof(Sql).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith($"sql/{folder}/", StringComparison.Ordinal))
            .Select(n => n["sql/".Length..^".sql".Length])
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\bgroups\.", RegexOptions.CultureInvariant)]
    private static partial Regex Qualifier();
}
