using BusQStash.Bus.Connections;
using BusQStash.Bus.Startup;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BusQStash.Bus.Tests.Harness;

/// <summary>The bus as a program registers it, over a ledger of the test's own: in memory, or on a RabbitMQ that nobody can reach.</summary>
internal sealed class BusUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BusUnderTest(string? rabbitMq)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:RabbitMq"] = rabbitMq,
                ["BusQStash:Broker:InlineBodyLimit"] = "100",
            })
            .Build();
        var identity = new InstanceIdentity();
        identity.Assign(7);
        _services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(identity)
            .AddSingleton<IOutbox>(Outbox)
            .AddSingleton<IUnconfirmedMessages>(Messages)
            .AddSingleton<IPossibleDuplicates>(Messages)
            .AddMetrics()
            .AddBus(configuration)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));

    public RecordedOutbox Outbox { get; } = new();

    public UnconfirmedMessages Messages { get; } = new();

    /// <summary>A bus that takes what is sent.</summary>
    public static BusUnderTest InMemory()
    {
        var bus = new BusUnderTest(null);
        bus.Get<BusConnections>().Start();
        return bus;
    }

    /// <summary>A broker that is away. Nothing is ever connected to.</summary>
    public static BusUnderTest BrokerAway() => new("amqp://127.0.0.1:1");

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T Make<T>() => ActivatorUtilities.CreateInstance<T>(_services);

    public NewMessage Message(string id, string? queueName = null) => new()
    {
        Id = id,
        Spec = new MessageSpec { Url = "https://example.com/hook", QueueName = queueName },
        Body = new byte[] { 1, 2, 3 },
        CreatedAt = Time.GetUtcNow(),
    };

    public StoredMessage Stored(string id, int bodyLength = 3) => new(
        id, Message(id).Spec, new byte[bodyLength], MessageState.Ready, 0, 0, Time.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        await Get<BusConnections>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
