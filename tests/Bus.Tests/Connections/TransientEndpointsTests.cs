using System.Runtime.CompilerServices;
using BusQStash.Bus.Connections;
using BusQStash.Bus.Receiving;
using BusQStash.Contracts.Queues;
using BusQStash.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

/// <summary>Counts what is reachable instead of measuring the heap: other tests run meanwhile, and a leak keeps every endpoint.</summary>
public sealed class TransientEndpointsTests
{
    private const int Lanes = 50;

    [Fact]
    public async Task Nothing_is_kept_of_a_lane_that_was_given_back_and_it_can_be_connected_again()
    {
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<BusMetrics>().BuildServiceProvider();
        await using var buses = new BusConnections(Options.Create(new BrokerOptions()), TimeProvider.System, NullLogger<BusConnections>.Instance);
        var endpoints = new ReceiveEndpoints(buses, services.GetRequiredService<BusMetrics>(), NullLoggerFactory.Instance);
        buses.Start();
        await Eventually.TrueAsync(() => buses.Started, "the bus has started");
        var kept = new List<WeakReference>();

        for (var lane = 0; lane < Lanes; lane++)
        {
            await LiveThroughAsync(buses, endpoints, $"lane-{lane}", kept);
        }

        await LiveThroughAsync(buses, endpoints, "lane-0", kept);
        await Eventually.TrueAsync(() => Reachable(kept) < Lanes / 10, "given-back endpoints, their configurations and consumers are collected");
        await buses.StopAsync(TestContext.Current.CancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task LiveThroughAsync(BusConnections buses, ReceiveEndpoints endpoints, string name, List<WeakReference> kept)
    {
        var consumer = new TurnConsumer();
        var handle = endpoints.ConnectLane(name, 8, endpoint =>
        {
            kept.Add(new WeakReference(endpoint));
            endpoint.Instance(consumer);
        });
        kept.Add(new WeakReference(handle.ReceiveEndpoint));
        kept.Add(new WeakReference(consumer));
        await handle.Ready;
        var door = await buses.Consuming.GetSendEndpoint(new Uri($"exchange:{name}"));
        await door.Send(new LaneTurn { QueueName = name }, TestContext.Current.CancellationToken);
        Assert.Equal(name, await consumer.Turn.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken));
        await handle.StopAsync(TestContext.Current.CancellationToken);
    }

    private static int Reachable(List<WeakReference> kept)
    {
        GC.Collect();
        return kept.Count(reference => reference.IsAlive);
    }

    private sealed class TurnConsumer : IConsumer<LaneTurn>
    {
        private readonly TaskCompletionSource<string> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Turn => _turn.Task;

        public Task Consume(ConsumeContext<LaneTurn> context)
        {
            _turn.TrySetResult(context.Message.QueueName);
            return Task.CompletedTask;
        }
    }
}
