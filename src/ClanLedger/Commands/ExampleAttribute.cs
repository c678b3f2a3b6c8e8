namespace ClanLedger.Commands;

/// <summary>An example that <c>VERB --help</c> shows.</summary>
/// <param name="line">What to type behind the program's name.</param>
/// <param name="meaning">What that does.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ExampleAttribute(string line, string meaning) : Attribute
{
    public string Line { get; } = line;

    public string Meaning { get; } = meaning;
}
