using BusQStash.Store.Instances;

namespace BusQStash.Benchmarks.Ledgers;

/// <summary>A ledger alone sends no commands, so nobody waits for their numbers.</summary>
internal sealed class UnsentNumbers : IOriginNumbers
{
    public void Abandon(IReadOnlyList<long> numbers, bool mayBeStored)
    {
        // There is no watermark to hold up.
    }
}
