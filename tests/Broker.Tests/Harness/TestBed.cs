using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using Xunit;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>What all tests of this assembly share: a broker, a database server, and a system at work with its defaults.</summary>
/// <remarks>Each starts with the first test that asks for it; they end in the order that lets each clean up in the next.</remarks>
public sealed class TestBed : IAsyncLifetime
{
    private readonly Lazy<Task<Deployment>> _shared;
    private readonly Lazy<Task<Deployment>> _impatient;

    public TestBed()
    {
        _shared = new(() => Deployment.StartAsync(this, new DeploymentPlan { Workers = 3 }));
        _impatient = new(() => Deployment.StartAsync(this, new DeploymentPlan
        {
            Workers = 2,
            Settings = new Dictionary<string, string>
            {
                ["BusQStash__Lanes__HoldLimit"] = "00:00:02",
                ["BusQStash__Lanes__IdleLimit"] = "00:00:03",
                ["Logging__LogLevel__BusQStash.Worker.Queues"] = "Debug",
            },
        }));
    }

    public SharedBroker Broker { get; } = new();

    public SharedDatabase Database { get; } = new();

    /// <summary>
    /// One Api and three workers with default settings, for tests that disturb nobody: they use queues of their own and stop no process.
    /// </summary>
    public Task<Deployment> GetSharedAsync() => _shared.Value;

    /// <summary>The same with two workers that park a waiting lane after 2 s, let go of an idle one after 3 s, and say so.</summary>
    public Task<Deployment> GetImpatientAsync() => _impatient.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(_shared);
        await DisposeAsync(_impatient);
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async ValueTask DisposeAsync(Lazy<Task<Deployment>> deployment)
    {
        if (deployment is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await deployment.Value).DisposeAsync();
        }
    }
}
