using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using Xunit;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>What all tests of this assembly share: a broker, a database server, and a system at work with its defaults.</summary>
/// <remarks>Each starts with the first test that asks for it; they end in the order that lets each clean up in the next.</remarks>
public sealed class TestBed : IAsyncLifetime
{
    private readonly Lazy<Task<Deployment>> _shared;

    public TestBed() => _shared = new(() => Deployment.StartAsync(this, new DeploymentPlan { Workers = 3 }));

    public SharedBroker Broker { get; } = new();

    public SharedDatabase Database { get; } = new();

    /// <summary>
    /// One Api and three workers with default settings, for tests that disturb nobody: they use queues of their own and stop no process.
    /// </summary>
    public Task<Deployment> GetSharedAsync() => _shared.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_shared is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _shared.Value).DisposeAsync();
        }

        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }
}
