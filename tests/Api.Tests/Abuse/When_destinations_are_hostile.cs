using BusQStash.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Abuse;

public sealed class When_destinations_are_hostile
{
    private const int Floods = 60;
    private const int SilentHosts = 10_000;
    private const int SilentQueues = 100;

    // Places for unordered messages, as the settings have it.
    private const int Places = 256;

    // As much as all places may hold of answers, and the program itself.
    private const long Memory = 768 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_healthy_queue_goes_on()
    {
        await using var destination = new HostileDestination();
        await using var server = await AbusedServer.StartAsync(Memory, files: 4000);

        await server.PublishAsync(HostileDestination.Ways.SelectMany(way => Enumerable.Range(0, Floods).Select(host => destination.Url(host, way))));
        // Those that never answer would keep every place from what stands in line behind them.
        await Eventually.TrueAsync(() => HostileDestination.Ways.All(way => destination.Calls(way) == Floods), "every flood to be met", Patience);
        await server.PublishAsync(Enumerable.Range(0, SilentHosts).Select(destination.Silent));
        foreach (var queue in Enumerable.Range(0, SilentQueues))
        {
            await server.PublishAsync([destination.Silent(queue), destination.Silent(queue)], $"silent-{queue}");
        }

        await Eventually.TrueAsync(() => destination.Waiting >= Places + SilentQueues, "every place to be taken by somebody silent", Patience);
        await server.AssertServesAsync();
    }
}
