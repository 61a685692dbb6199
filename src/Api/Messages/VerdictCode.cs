namespace BusQStash.Api.Messages;

/// <summary>The codes of message verdicts, a closed set.</summary>
internal static class VerdictCode
{
    internal const string Delivered = "delivered";
    internal const string FailedExhausted = "failed_exhausted";
    internal const string FailedNotRetryable = "failed_not_retryable";
    internal const string Canceled = "canceled";
    internal const string Running = "running";
    internal const string QueuePaused = "queue_paused";
    internal const string Retrying = "retrying";
    internal const string Delayed = "delayed";
    internal const string FlowControl = "flow_control";
    internal const string BehindQueue = "behind_queue";
    internal const string HeadOfQueue = "head_of_queue";
    internal const string NoWorker = "no_worker";
    internal const string GlobalParallelism = "global_parallelism";
    internal const string Due = "due";
}
