using System.Collections.Concurrent;
using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Faults;

/// <summary>All that was done to the system, on the same clock as the sink's log.</summary>
internal sealed class FaultLog
{
    private readonly ConcurrentQueue<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => [.. _faults];

    /// <summary>Written down before it is done, so that no consequence comes before it.</summary>
    public Fault Begin(FaultKind kind, int processId = 0)
    {
        var fault = new Fault(kind, processId, MachineClock.Now);
        _faults.Enqueue(fault);
        return fault;
    }
}
