using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>The system as it starts with nothing configured but a read-only token. Most tests share it, so they name their own queues, keys and labels.</summary>
public sealed class EmbeddedServer : IAsyncLifetime
{
    internal const string ReadOnlyToken = "look-but-do-not-touch";

    private readonly Lazy<Task<BusQStashProcess>> _server = new(() => BusQStashProcess.StartApiAsync(Settings()));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    internal static Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { [SettingNames.ReadOnlyToken] = ReadOnlyToken };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    internal Task<BusQStashProcess> ProcessAsync() => _server.Value;
}
