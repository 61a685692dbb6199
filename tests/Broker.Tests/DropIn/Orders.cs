using System.Collections.Concurrent;
using System.Diagnostics;
using BusQStash.Testing;

namespace BusQStash.Broker.Tests.DropIn;

/// <summary>What the shop's consumers got, and when.</summary>
internal sealed class Orders
{
    private readonly ConcurrentQueue<(string Consumer, string Order, long Ticks)> _got = new();

    public void Add(string consumer, string order) => _got.Enqueue((consumer, order, Stopwatch.GetTimestamp()));

    /// <summary>When a consumer got an order, once for each time.</summary>
    public IReadOnlyList<long> TimesOf(string consumer, string order) =>
        [.. _got.Where(entry => entry.Consumer == consumer && entry.Order == order).Select(entry => entry.Ticks)];

    public async Task<IReadOnlyList<long>> WaitForAsync(string consumer, string order, int times = 1)
    {
        await Eventually.TrueAsync(() => TimesOf(consumer, order).Count >= times, $"{consumer} to get {order} {times} times");
        return TimesOf(consumer, order);
    }
}
