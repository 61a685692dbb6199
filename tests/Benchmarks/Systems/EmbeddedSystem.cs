using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Systems;

/// <summary>BusQStash with nothing configured but a token: one process, SQLite, in-memory transport.</summary>
internal static class EmbeddedSystem
{
    public const string Token = "token-of-the-benchmark";

    /// <summary>Not started yet; its log goes to a file of its folder.</summary>
    /// <param name="more">Settings beyond these.</param>
    public static BusQStashProcess Create(params IReadOnlyList<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string>
        {
            [SettingNames.Token] = Token,
            [SettingNames.AllowPrivateNetworks] = "true",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var path = BusQStashProcess.PathOf(BusQStashProgram.Api);
        return new BusQStashProcess(BusQStashProgram.Api, settings, ["sh", "-c", $"exec dotnet '{path}' > log 2>&1"]);
    }

    public static async Task<BusQStashProcess> StartAsync()
    {
        var process = Create();
        try
        {
            await process.StartAsync();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
