namespace BusQStash.Store.Stats;

/// <summary>What is counted. The numbers are places in stored cells: they never change, new ones come behind the last counter.</summary>
public enum StatField
{
    /// <summary>Messages the ledger took.</summary>
    Accepted = 0,

    /// <summary>Messages recognised as duplicates.</summary>
    Deduplicated = 1,

    /// <summary>Requests that were refused.</summary>
    Rejected = 2,

    /// <summary>Messages that were delivered.</summary>
    Delivered = 3,

    /// <summary>Messages that failed for good.</summary>
    Failed = 4,

    /// <summary>Messages that were canceled.</summary>
    Canceled = 5,

    /// <summary>Failed attempts after which another follows.</summary>
    Retried = 6,

    /// <summary>Attempts answered with a 2xx.</summary>
    AttemptDelivered = 7,

    /// <summary>Attempts answered with anything else.</summary>
    AttemptRejected = 8,

    /// <summary>Attempts answered with "never again".</summary>
    AttemptNotRetryable = 9,

    /// <summary>Attempts whose time was up.</summary>
    AttemptTimeout = 10,

    /// <summary>Attempts at addresses that must not be called.</summary>
    AttemptDenied = 11,

    /// <summary>Attempts without a complete answer for another reason.</summary>
    AttemptUnreachable = 12,
}
