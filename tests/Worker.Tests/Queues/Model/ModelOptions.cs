using System.Diagnostics.Metrics;
using BusQStash.Rules.Retries;
using BusQStash.Worker.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Settings of the model's workers: the product's, except that lanes are parked and let go of soon, so that both happen all the time.</summary>
internal static class ModelOptions
{
    public static readonly LaneOptions Lanes = new()
    {
        HoldLimit = TimeSpan.FromSeconds(2),
        IdleLimit = TimeSpan.FromSeconds(3),
        Prefetch = 3,
        ShardPrefetch = 5,
    };

    public static readonly IOptions<LaneOptions> LaneOptions = Options.Create(Lanes);

    /// <summary>The model's workers are always seen by others.</summary>
    public static readonly OwnConnections Seen = new(new UnbrokenContact(() => TimeSpan.Zero), () => TimeSpan.Zero);

    /// <summary>Waits of 1.5, 2.2 and 3.3 seconds: some shorter than <see cref="Worker.Queues.LaneOptions.HoldLimit"/>, some longer.</summary>
    public static readonly IOptions<RetryOptions> Retry = Options.Create(new RetryOptions { BackoffFactor = 0.4 });

    public static readonly LaneMetrics Metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), Options.Create(new MetricsOptions()));
}
