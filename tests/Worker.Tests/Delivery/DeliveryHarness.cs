using System.Runtime.CompilerServices;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Signing;
using BusQStash.Store.Workflows;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>The whole room as the host builds it, on keys in memory.</summary>
internal sealed class DeliveryHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Accepted = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    private readonly ServiceProvider _services;

    public DeliveryHarness(params (string Key, string Value)[] settings)
        : this(_ => { }, settings)
    {
    }

    public DeliveryHarness(HostResolver resolver)
        : this(services => services.AddSingleton(resolver))
    {
    }

    public DeliveryHarness(Action<IServiceCollection> change, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("BusQStash:Destinations:AllowLoopback", "true")])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<ISigningKeys>(Keys);
        services.AddSingleton(Instance(7));
        services.AddSingleton<IWorkflowRuns, NoWorkflowRuns>();
        services.AddDelivery(configuration);
        change(services);
        _services = services.BuildServiceProvider();
    }

    public FixedSigningKeys Keys { get; } = new();

    public LogLines Log { get; } = new();

    public IServiceProvider Services => _services;

    public static Attempt AttemptOf(MessageSpec spec, byte[]? body = null, int number = 0) =>
        new("msg_1", spec, body ?? [], number, Accepted, Accepted);

    public static InstanceIdentity Instance(int number)
    {
        var identity = new InstanceIdentity();
        Assign(identity, number);
        return identity;
    }

    public Task<AttemptSettlement> RunAsync(MessageSpec spec, byte[]? body = null, int number = 0) =>
        RunAsync(AttemptOf(spec, body, number));

    public Task<AttemptSettlement> RunAsync(Attempt attempt) =>
        _services.GetRequiredService<IAttempts>().RunAsync(attempt, null, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // The ledger gives the number out; here nobody else does.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Assign")]
    private static extern void Assign(InstanceIdentity identity, int number);
}
