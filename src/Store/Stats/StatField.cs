namespace BusQStash.Store.Stats;

/// <summary>The counters. The numbers are positions in stored cells: they never change, and new ones are added after the last counter.</summary>
public enum StatField
{
    /// <summary>Messages accepted.</summary>
    Accepted = 0,

    /// <summary>Messages recognized as duplicates.</summary>
    Deduplicated = 1,

    /// <summary>Requests refused.</summary>
    Rejected = 2,

    /// <summary>Messages delivered.</summary>
    Delivered = 3,

    /// <summary>Messages that failed for good.</summary>
    Failed = 4,

    /// <summary>Messages canceled.</summary>
    Canceled = 5,

    /// <summary>Failed attempts that will be retried.</summary>
    Retried = 6,

    /// <summary>Attempts answered with a 2xx status.</summary>
    AttemptDelivered = 7,

    /// <summary>Attempts answered with any other status.</summary>
    AttemptRejected = 8,

    /// <summary>Attempts answered as not retryable.</summary>
    AttemptNotRetryable = 9,

    /// <summary>Attempts that timed out.</summary>
    AttemptTimeout = 10,

    /// <summary>Attempts to addresses that must not be called (SSRF protection).</summary>
    AttemptDenied = 11,

    /// <summary>Attempts without a complete response for another reason.</summary>
    AttemptUnreachable = 12,
}
