using BusQStash.Crash.Faults;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Checking;

/// <summary>Finds attempts that were made twice, and the fault in between that explains each.</summary>
internal static class Duplicates
{
    /// <summary>How long after a fault leases are lost and broken connections are noticed.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(8);

    /// <summary>The broker notices a stalled connection after up to three heartbeats.</summary>
    private static readonly TimeSpan WayAftermath = TimeSpan.FromSeconds(16);

    public static IEnumerable<Duplicate> In(RunRecord run) => run.Attempts
        .GroupBy(attempt => (attempt.MessageId, attempt.Retried))
        .SelectMany(same => same.OrderBy(attempt => attempt.Start).Zip(same.OrderBy(attempt => attempt.Start).Skip(1)))
        .Select(pair => new Duplicate(pair.First, pair.Second, CauseOf(run.Faults, pair.First, pair.Second)));

    private static DuplicateCause CauseOf(FaultHistory faults, SinkAttempt first, SinkAttempt again)
    {
        // The worker may have been hit just before the request arrived here.
        var (from, to) = (first.Start - TimeSpan.FromSeconds(1), again.Start);
        return 0 switch
        {
            _ when faults.Hit(first, FaultKind.WorkerKill, first.Start, to) || faults.Hit(first, FaultKind.HostLost, first.Start, to) => DuplicateCause.WorkerKilled,
            _ when faults.Hit(first, FaultKind.WorkerFreeze, from, to) || faults.IsLate(again) => DuplicateCause.WorkerFrozen,
            _ when faults.Any(first.Start - Aftermath, to, FaultKind.DatabaseKill, FaultKind.PrimaryLost) => DuplicateCause.DatabaseDown,
            _ when first.Kind == AttemptKind.Ordered && faults.Any(first.Start - Aftermath, to, FaultKind.DatabaseUnreachable) => DuplicateCause.DatabaseDown,
            _ when faults.Any(first.Start - Aftermath, to, BrokerFaults) => DuplicateCause.BrokerDown,
            _ when faults.Hit(first, FaultKind.WorkerWay, first.Start - WayAftermath, to) => DuplicateCause.WayDisturbed,
            _ when first.Kind != AttemptKind.Ordered && faults.Any(first.Start - Aftermath, to, SenderFaults) => DuplicateCause.SenderDown,
            _ when faults.Hit(first, FaultKind.WorkerRestart, first.Start, to) => DuplicateCause.Restarted,
            _ => DuplicateCause.Unknown,
        };
    }

    private static ReadOnlySpan<FaultKind> BrokerFaults =>
        new[]
        {
            FaultKind.BrokerKill, FaultKind.MemoryAlarm, FaultKind.BrokerWipe, FaultKind.BrokerKillAtDeclaration,
            FaultKind.NodeKill, FaultKind.NodeFreeze, FaultKind.NodeCutOff, FaultKind.NodeSilent, FaultKind.NodeRestart, FaultKind.MajorityLost,
        };

    // Callbacks are sent by workers.
    private static ReadOnlySpan<FaultKind> SenderFaults =>
        new[] { FaultKind.ApiKill, FaultKind.ApiFreeze, FaultKind.ApiWay, FaultKind.WorkerKill, FaultKind.WorkerFreeze, FaultKind.WorkerWay, FaultKind.HostLost };
}
