using ClanLedger.Simulator.Discord;
using Microsoft.AspNetCore.Connections;

namespace ClanLedger.Simulator;

/// <summary>The simulator as a process of its own.</summary>
internal static class SimulatorProgram
{
    private const string Help =
        """
        A stand-in of bungie.net, and one of Discord, on 127.0.0.1.

          --port N       (default 5005)      --seed N       (default 1)
          --clans N      (default 4)         --members N    of each clan (default 30)
          --days N       days to live before serving (default 0)
          --discord-port N   (default 5006); its page shows what was posted

        Example:  dotnet run --project src/ClanLedger.Simulator -- --clans 2 --members 40
                  export Bungie__BaseUrl=http://127.0.0.1:5005/Platform/ Bungie__ApiKey=any
                  curl -X POST http://127.0.0.1:5005/simulator/day/ -A me      # the next day
        """;

    private static async Task<int> Main(string[] args)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal)
            { ["--port"] = 5005, ["--seed"] = 1, ["--clans"] = 4, ["--members"] = 30, ["--days"] = 0, ["--discord-port"] = 5006 };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!numbers.ContainsKey(args[i]) || i + 1 == args.Length || !int.TryParse(args[i + 1], out var number) || number < 0)
            {
                await Console.Error.WriteLineAsync($"simulator: '{string.Join(' ', args.Skip(i).Take(2))}' is not allowed; see --help");
                return 1;
            }

            numbers[args[i]] = number;
        }

        try
        {
            await ServeAsync(numbers);
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"simulator: {e.Message} --port and --discord-port choose others");
            return 1;
        }
    }

    private static async Task ServeAsync(Dictionary<string, int> numbers)
    {
        var world = World.Create(new WorldOptions { Seed = numbers["--seed"], Clans = numbers["--clans"], MembersPerClan = numbers["--members"] });
        for (var day = 0; day < numbers["--days"]; day++)
            world.LiveOneDay();
        await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions { Port = numbers["--port"] });
        Console.WriteLine($"{bungie.BaseUrl} serves {string.Join(", ", world.Clans.Select(c => $"{c.Name} ({c.ClanId})"))}");
        await using var discord = await SimulatedDiscord.StartAsync(new DiscordOptions { Port = numbers["--discord-port"] });
        Console.WriteLine($"{discord.Page} shows what is posted to Discord__WebhookUrl={discord.AddWebhook("officers")}");
        await bungie.WaitAsync();
    }
}
