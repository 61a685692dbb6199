using System.Collections.Concurrent;
using BusQStash.Store.Instances;

namespace BusQStash.Store.Tests.Harness;

/// <summary>Remembers the numbers that went to no outcome.</summary>
public sealed class RecordedOriginNumbers : IOriginNumbers
{
    private readonly ConcurrentBag<long> _abandoned = [];

    public IReadOnlyCollection<long> Abandoned => _abandoned;

    public void Abandon(IReadOnlyList<long> numbers, bool mayBeStored)
    {
        foreach (var number in numbers)
        {
            _abandoned.Add(number);
        }
    }
}
