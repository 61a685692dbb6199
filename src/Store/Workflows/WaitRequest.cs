using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A run's wish to wait for an event.</summary>
public sealed record WaitRequest
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>Which step waits.</summary>
    public required StepFacts Facts { get; init; }

    /// <summary>The step as it was submitted, without its result.</summary>
    public required byte[] Step { get; init; }

    /// <summary>How long it waits, as it was written.</summary>
    public required string Timeout { get; init; }

    /// <summary>Until when it waits.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The message that resumes the run when it is notified.</summary>
    public required MessageSpec Resume { get; init; }

    /// <summary>The message that resumes it when it was not.</summary>
    public required MessageSpec TimeoutResume { get; init; }

    /// <summary>The first of them says itself how often it is retried.</summary>
    public bool OwnsRetries { get; init; }

    /// <summary>The second does.</summary>
    public bool OwnsTimeoutRetries { get; init; }

    /// <summary>How the list of waiters shows it.</summary>
    public required WaiterView View { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Now { get; init; }
}
