using System.Collections.Concurrent;
using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Faults;

/// <summary>The faults of a run, on the same clock as the sink's log.</summary>
internal sealed class FaultLog
{
    private readonly ConcurrentQueue<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => [.. _faults];

    /// <summary>Recorded before it is injected, so that no consequence precedes it.</summary>
    public Fault Begin(FaultKind kind, int processId = 0)
    {
        var fault = new Fault(kind, processId, MachineClock.Now);
        _faults.Enqueue(fault);
        return fault;
    }
}
