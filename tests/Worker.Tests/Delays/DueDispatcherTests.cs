using BusQStash.Bus.Connections;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Scheduling;
using BusQStash.Bus.Startup;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using BusQStash.Testing;
using BusQStash.Worker.Delays;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BusQStash.Worker.Tests.Delays;

public sealed class DueDispatcherTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sent_is_marked()
    {
        var due = new ScriptedDueItems(Message("msg_1"), new DueItem.Lane("lane:q", 2, DateTimeOffset.UnixEpoch, "q", null));
        await using var services = Services(due, rabbitMq: null);
        services.GetRequiredService<BusConnections>().Start();
        using var dispatcher = Dispatcher(services);
        await dispatcher.StartAsync(None);

        await Eventually.TrueAsync(() => due.Completed.Count == 2, "the rows to be marked");

        Assert.Equal(["lane:q", "msg_1"], due.Completed.Order());
        Assert.Empty(due.Returned);
        await dispatcher.StopAsync(None);
        await services.GetRequiredService<BusConnections>().StopAsync(None);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_due_again_in_a_second()
    {
        var due = new ScriptedDueItems(Message("msg_1"));
        await using var services = Services(due, rabbitMq: "amqp://127.0.0.1:1");
        using var dispatcher = Dispatcher(services);
        var before = TimeProvider.System.GetUtcNow();
        await dispatcher.StartAsync(None);

        await Eventually.TrueAsync(() => due.Returned.Count == 1, "the row to be returned");

        var (token, dueAt) = Assert.Single(due.Returned);
        Assert.Equal("msg_1", token);
        Assert.InRange(dueAt, before.AddSeconds(1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.Empty(due.Completed);
        await dispatcher.StopAsync(None);
    }

    private static DueItem.Message Message(string id) => new(
        id,
        1,
        DateTimeOffset.UnixEpoch,
        new StoredMessage(
            id, new MessageSpec { Url = "https://example.com" }, new byte[] { 1 }, MessageState.Scheduled, 0, 0, DateTimeOffset.UnixEpoch));

    private static DueDispatcher Dispatcher(IServiceProvider services) => ActivatorUtilities.CreateInstance<DueDispatcher>(services);

    private static ServiceProvider Services(IDueItems due, string? rabbitMq) => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton(due)
        .AddSingleton(Unused.Of<IWaiters>())
        .AddSingleton<InstanceIdentity>()
        .AddMetrics()
        .AddOptions()
        .AddSingleton<DelayMetrics>()
        .AddSingleton<ScheduledSender>()
        .AddSingleton<DueSender>()
        .AddBus(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:RabbitMq", rabbitMq)]).Build())
        .AddSingleton(Unused.Of<IOutboxPublisher>())
        .BuildServiceProvider();
}
