using System.Globalization;
using BusQStash.Store.Instances;

namespace BusQStash.Worker.Delivery;

/// <summary>Makes ids of dead letters, <c>&lt;unix ms&gt;-&lt;sequence&gt;</c>, that no other process makes.</summary>
internal sealed class DlqIds(InstanceIdentity instance)
{
    // The counter comes round after a million: never within one millisecond, and the process's own number stands before it.
    private const uint CounterSize = 1_000_000;

    private uint _counter;

    public string Next(DateTimeOffset failedAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{failedAt.ToUnixTimeMilliseconds()}-{instance.Number}{Interlocked.Increment(ref _counter) % CounterSize:D6}");
}
