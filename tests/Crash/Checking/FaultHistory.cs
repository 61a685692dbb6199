using BusQStash.Crash.Faults;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Checking;

/// <summary>What was done to the system, asked for by time and process.</summary>
internal sealed class FaultHistory(IReadOnlyList<Fault> faults)
{
    /// <summary>A process that wakes up may take this long, on a busy machine, until what it had begun is on the wire.</summary>
    private static readonly TimeSpan WakingUp = TimeSpan.FromSeconds(3);

    public IReadOnlyList<Fault> All => faults;

    /// <summary>Faults of that kind in that span that hit the process an attempt came from; any process when that is not known.</summary>
    public bool Hit(SinkAttempt attempt, FaultKind kind, TimeSpan from, TimeSpan to) =>
        faults.Any(fault => fault.Kind == kind && (attempt.ProcessId == 0 || fault.ProcessId == attempt.ProcessId) && fault.Meets(from, to));

    public bool Any(TimeSpan from, TimeSpan to, params ReadOnlySpan<FaultKind> kinds)
    {
        foreach (var fault in faults)
        {
            if (kinds.Contains(fault.Kind) && fault.Meets(from, to))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The attempt came from a process that had just been woken up: it was begun before the process stood still.</summary>
    public bool IsLate(SinkAttempt attempt) => Hit(attempt, FaultKind.WorkerFreeze, attempt.Start - WakingUp, attempt.Start);

    /// <summary>A process stood still after something had happened, and may have begun before that what came here at a time.</summary>
    public bool WokeUp(int processId, TimeSpan happened, TimeSpan came) => faults.Any(fault =>
        fault.Kind == FaultKind.WorkerFreeze && (processId == 0 || fault.ProcessId == processId) && fault.Meets(happened, came) && came - fault.To < WakingUp);

    /// <summary>The attempt was still on the wire while its process stood still.</summary>
    public bool StoodStill(SinkAttempt attempt) => Hit(attempt, FaultKind.WorkerFreeze, attempt.Start, attempt.End);
}
