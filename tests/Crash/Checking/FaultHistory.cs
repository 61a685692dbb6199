using BusQStash.Crash.Faults;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Checking;

/// <summary>The faults of a run, searchable by time and process.</summary>
internal sealed class FaultHistory(IReadOnlyList<Fault> faults)
{
    /// <summary>A process that resumes may need this long, on a busy machine, until a request it had started is on the wire.</summary>
    private static readonly TimeSpan WakingUp = TimeSpan.FromSeconds(3);

    public IReadOnlyList<Fault> All => faults;

    /// <summary>Whether faults of that kind hit, in that span, the process an attempt came from; any process when it is unknown.</summary>
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

    /// <summary>Whether the attempt came from a process that had just resumed: it was started before the suspension.</summary>
    public bool IsLate(SinkAttempt attempt) => Hit(attempt, FaultKind.WorkerFreeze, attempt.Start - WakingUp, attempt.Start);

    /// <summary>Whether a process was suspended after an event, and may have started before it what arrived here at a time.</summary>
    public bool WokeUp(int processId, TimeSpan happened, TimeSpan came) => faults.Any(fault =>
        fault.Kind == FaultKind.WorkerFreeze && (processId == 0 || fault.ProcessId == processId) && fault.Meets(happened, came) && came - fault.To < WakingUp);

    /// <summary>Whether the attempt was on the wire while its process was suspended.</summary>
    public bool StoodStill(SinkAttempt attempt) => Hit(attempt, FaultKind.WorkerFreeze, attempt.Start, attempt.End);
}
