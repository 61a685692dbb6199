using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BusQStash.Contracts.Messages;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>Delivery with the settings of production: nothing private is allowed.</summary>
internal sealed class GuardedWorker : IAsyncDisposable
{
    private readonly DeliveryHarness _harness;
    private readonly DestinationClient _client;

    /// <summary>On the network of this process.</summary>
    public GuardedWorker()
        : this(_ => { })
    {
    }

    private GuardedWorker(Action<IServiceCollection> change)
    {
        _harness = new DeliveryHarness(change, ("BusQStash:Destinations:AllowLoopback", "false"), ("BusQStash:Delivery:ConnectTimeout", "00:00:02"));
        _client = _harness.Services.GetRequiredService<DestinationClient>();
    }

    /// <summary>The addresses that were opened, in their order.</summary>
    public ConcurrentQueue<IPAddress> Opened { get; } = new();

    /// <summary>A worker whose sockets are written down instead of opened.</summary>
    public static GuardedWorker WithoutNetwork(HostResolver resolver)
    {
        GuardedWorker? worker = null;
        worker = new GuardedWorker(services =>
        {
            services.AddSingleton(resolver);
            services.AddSingleton<SocketOpener>((endpoint, _) =>
            {
                worker!.Opened.Enqueue(endpoint.Address);
                return Task.FromResult<Stream>(new CannedAnswer());
            });
        });
        return worker;
    }

    /// <summary>The addresses a literal stands for; no name is known.</summary>
    public static Task<IPAddress[]> LiteralsOnly(string host, CancellationToken cancellationToken) => IPAddress.TryParse(host, out var literal)
        ? Task.FromResult<IPAddress[]>([literal])
        : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    /// <summary>Makes one attempt, and tells whether it was answered.</summary>
    public async Task<bool> ReachesAsync(string url)
    {
        var attempt = DeliveryHarness.AttemptOf(new MessageSpec { Url = url });
        return await _client.SendAsync(attempt, TestContext.Current.CancellationToken) is DeliveryOutcome.Delivered;
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();
}
