using Xunit;

namespace BusQStash.Testing.Brokers;

/// <summary>One broker for a whole test assembly: <c>[assembly: AssemblyFixture(typeof(SharedBroker))]</c>.</summary>
/// <remarks>It starts with the first test that asks for it, so a run without broker tests needs no broker.</remarks>
public sealed class SharedBroker : IAsyncLifetime
{
    private readonly Lazy<Task<Broker>> _broker = new(Broker.FindAsync);

    public Task<Broker> GetAsync() => _broker.Value;

    /// <summary>An empty virtual host of the shared broker.</summary>
    public async Task<VirtualHost> CreateVirtualHostAsync() => await (await GetAsync()).CreateVirtualHostAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_broker is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _broker.Value).DisposeAsync();
        }
    }
}
