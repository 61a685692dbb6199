using System.Globalization;
using System.Net;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;
using BusQStash.Testing;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;
using BusQStash.Worker.Tests.Delivery.Guard;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>Ten thousand hosts that never answer, all at once.</summary>
public sealed class SlowDestinationsTests
{
    private const int Hosts = 10_000;

    // A connection's two buffers, a request, a token, and what a pool keeps for a host.
    private const long MostBytesEach = 64 * 1024;

    private static readonly IPAddress Healthy = IPAddress.Parse("93.184.0.1");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private int _open;

    [Fact]
    public async Task Many_slow_destinations_use_little_memory_each_and_delay_no_other_delivery()
    {
        await using var harness = new DeliveryHarness(services =>
        {
            services.AddSingleton<HostResolver>(GuardedWorker.LiteralsOnly);
            services.AddSingleton<SocketOpener>(Open);
        });
        using var stop = new CancellationTokenSource();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var attempts = Enumerable.Range(0, Hosts).Select(host => SendAsync(harness, AddressOf(host), stop.Token)).ToArray();
        await Eventually.TrueAsync(() => Volatile.Read(ref _open) == Hosts, "a connection to every host", Patience);

        Assert.Equal(Hosts, harness.Services.GetRequiredService<DestinationSlots>().Hosts);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, Hosts * MostBytesEach);
        Assert.IsType<DeliveryOutcome.Delivered>(await SendAsync(harness, Healthy, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(attempts).WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.All(attempts, attempt => Assert.True(attempt.IsCanceled));
        await Eventually.TrueAsync(() => Volatile.Read(ref _open) == 0, "every connection to be closed", Patience);
        Assert.Equal(0, harness.Services.GetRequiredService<DestinationSlots>().Hosts);
    }

    private static IPAddress AddressOf(int number) => new([93, 185, (byte)(number >> 8), (byte)number]);

    /// <summary>As the consumer does: a slot, then the attempt.</summary>
    private static async Task<DeliveryOutcome> SendAsync(DeliveryHarness harness, IPAddress address, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://{address}/");
        using var slot = await harness.Services.GetRequiredService<DestinationSlots>().EnterAsync(DestinationHosts.Of(url), cancellationToken);
        return await harness.Services.GetRequiredService<DestinationClient>()
            .SendAsync(DeliveryHarness.AttemptOf(new MessageSpec { Url = url }), cancellationToken);
    }

    private Task<Stream> Open(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Address.Equals(Healthy))
        {
            return Task.FromResult<Stream>(new CannedAnswer());
        }

        Interlocked.Increment(ref _open);
        return Task.FromResult<Stream>(new SilentStream(() => Interlocked.Decrement(ref _open)));
    }
}
