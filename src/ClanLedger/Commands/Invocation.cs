using System.Globalization;
using ClanLedger.Hosting;
using JasperFx;
using JasperFx.CommandLine;
using JasperFx.CommandLine.Parsing;

namespace ClanLedger.Commands;

/// <summary>A verb with its parsed arguments: one of the ledger's own, or one that came with Marten and Wolverine.</summary>
internal sealed class Invocation
{
    /// <summary>Verbs that never touch the database.</summary>
    private static readonly string[] WithoutDatabase = ["codegen", "health", "openapi"];

    /// <summary>
    /// Verbs of JasperFx, Marten and Wolverine. Not <c>describe</c>, which prints the configuration with every secret in it, and not <c>run</c>, which
    /// looks like <c>serve</c> but has no schedule.
    /// </summary>
    private static readonly string[] Inherited =
    [
        "capabilities", "check-env", "clear-handled", "codegen", "db-apply", "db-assert", "db-dump", "db-list", "db-patch",
        "describe-event-model", "event-model", "event-query", "marten", "openapi", "projection-run", "projections", "resources",
        "scaffold", "storage", "stream-query", "wolverine-diagnostics",
    ];

    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(10);

    private static readonly CommandFactory Own = OwnCommands();

    private readonly Arguments _arguments;
    private readonly ILedgerCommand? _command;
    private readonly object? _input;

    /// <summary>Parses the arguments of the verb.</summary>
    /// <exception cref="UserErrorException">They do not fit the verb, or there is no such verb.</exception>
    public Invocation(Arguments arguments)
    {
        _arguments = arguments;
        if (TypeOf(arguments.Verb) is null)
        {
            if (!Inherited.Contains(arguments.Verb, StringComparer.Ordinal))
                throw new UserErrorException($"'{arguments.Verb}' is no verb; see `--help`");
            return;
        }

        var words = ArgPreprocessor.Process(arguments.ForVerb).ToArray();
        _command = (ILedgerCommand)Own.Build(arguments.Verb);
        try
        {
            _input = _command.Usages.BuildInput(new Queue<string>(words), new ActivatorCommandCreator());
        }
        catch (Exception e)
        {
            var why = string.IsNullOrEmpty(e.Message) ? "the arguments do not fit" : e.Message;
            throw new UserErrorException($"{arguments.Verb}: {why}; see `{arguments.Verb} --help`", e);
        }

        RefuseNumbersForNames(_input!, words);
    }

    /// <summary>What the configuration may add.</summary>
    public string[] ForHost => _arguments.ForHost;

    /// <summary>Whether the web server runs.</summary>
    public bool Serves => _arguments.Verb == "serve";

    /// <summary>The demonstration's arguments, if it is that: it brings its own database and bungie.net.</summary>
    public DemoInput? Demo => _input as DemoInput;

    /// <summary>Whether the ledger's database has to be there.</summary>
    public bool NeedsDatabase => !_arguments.Help && !WithoutDatabase.Contains(_arguments.Verb, StringComparer.Ordinal);

    /// <summary>The ledger's own verbs.</summary>
    public static IEnumerable<Type> OwnTypes => Own.AllCommandTypes();

    /// <summary>The command behind one of the ledger's own verbs; null for any other word.</summary>
    public static Type? TypeOf(string verb) => OwnTypes.FirstOrDefault(t => CommandFactory.CommandNameFor(t) == verb);

    /// <summary>Runs the verb and returns the exit code.</summary>
    /// <param name="app">The host.</param>
    /// <param name="ct">Ends it. What came with Marten and Wolverine may or may not heed that, and is not waited for long.</param>
    public async Task<int> RunAsync(WebApplication app, CancellationToken ct)
    {
        if (_command is not null)
            return await _command.RunAsync(_input!, app, ct);
        var running = app.RunJasperFxCommands(_arguments.Help ? ["help", _arguments.Verb] : [_arguments.Verb, .. _arguments.ForVerb]);
        await Task.WhenAny(running, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        var code = await running.WaitAsync(ToEnd, TimeProvider.System, CancellationToken.None);
        return _arguments.Help ? ExitCode.Done : code; // Of help asked for, too, it says 1.
    }

    /// <summary>The parser takes 2 for the third action, 42 for one that there is not, and "show,accept" for yet another.</summary>
    private void RefuseNumbersForNames(object input, string[] words)
    {
        foreach (var choice in input.GetType().GetProperties().Where(p => p.PropertyType.IsEnum))
        {
            var chosen = choice.GetValue(input)!;
            if (!Enum.IsDefined(choice.PropertyType, chosen)
                || (Convert.ToInt32(chosen, CultureInfo.InvariantCulture) != 0 && !words.Contains(chosen.ToString(), StringComparer.OrdinalIgnoreCase)))
                throw new UserErrorException(
                    $"{_arguments.Verb}: '{words[0]}' is none of {string.Join(", ", Enum.GetNames(choice.PropertyType))}; see `{_arguments.Verb} --help`");
        }
    }

    private static CommandFactory OwnCommands()
    {
        var factory = new CommandFactory();
        factory.RegisterCommands(typeof(Invocation).Assembly);
        return factory;
    }
}
