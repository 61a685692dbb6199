using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>The system as it starts with nothing configured, shared by all tests that do not change its keys.</summary>
public sealed class EmbeddedServer : IAsyncLifetime
{
    private readonly Lazy<Task<BusQStashProcess>> _server = new(() => BusQStashProcess.StartApiAsync());

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
