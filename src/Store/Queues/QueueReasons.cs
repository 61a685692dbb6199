using System.Collections.Frozen;

namespace BusQStash.Store.Queues;

/// <summary>Names of reasons, as stored and shown.</summary>
public static class QueueReasons
{
    private static readonly FrozenDictionary<QueueReason, string> Names = new Dictionary<QueueReason, string>
    {
        [QueueReason.Paused] = "paused",
        [QueueReason.Empty] = "empty",
        [QueueReason.WaitingForCallbacks] = "waiting_for_callbacks",
        [QueueReason.HeadInBackoff] = "head_in_backoff",
        [QueueReason.HeadDelayed] = "head_delayed",
        [QueueReason.FlowControl] = "flow_control",
        [QueueReason.GlobalParallelism] = "global_parallelism",
        [QueueReason.NoWorker] = "no_worker",
        [QueueReason.LeaseElsewhere] = "lease_elsewhere",
        [QueueReason.Running] = "running",
        [QueueReason.Draining] = "draining",
        [QueueReason.Unexplained] = "unexplained",
    }.ToFrozenDictionary();

    /// <summary>The name of a reason.</summary>
    public static string NameOf(QueueReason reason) => Names[reason];

    /// <summary>Whether a queue with this reason stands still although it has messages.</summary>
    public static bool StandsStill(QueueReason reason) => reason is not (QueueReason.Empty or QueueReason.Running or QueueReason.Draining);
}
