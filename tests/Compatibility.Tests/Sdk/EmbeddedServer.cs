using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>The system as it starts with nothing configured but a wider margin for rates, shared by all tests that do not change its keys.</summary>
public sealed class EmbeddedServer : IAsyncLifetime
{
    // A busy machine, and a process that makes its first requests, take longer from a start to its arrival than a destination's own machine would.
    private readonly Lazy<Task<BusQStashProcess>> _server = new(() => BusQStashProcess.StartApiAsync(
        new Dictionary<string, string> { [SettingNames.StartMargin] = "00:00:00.25" }));

    public Task<BusQStashProcess> GetAsync() => _server.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
