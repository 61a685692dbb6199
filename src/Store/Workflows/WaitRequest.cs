using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A run's request to wait for an event.</summary>
public sealed record WaitRequest
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>Number, name and type of the waiting step.</summary>
    public required StepFacts Facts { get; init; }

    /// <summary>The step as submitted, without its result.</summary>
    public required byte[] Step { get; init; }

    /// <summary>The timeout as submitted.</summary>
    public required string Timeout { get; init; }

    /// <summary>When the wait times out.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The message that resumes the run after a notification.</summary>
    public required MessageSpec Resume { get; init; }

    /// <summary>The message that resumes the run after a timeout.</summary>
    public required MessageSpec TimeoutResume { get; init; }

    /// <summary><see cref="Resume"/> has its own retry setting.</summary>
    public bool OwnsRetries { get; init; }

    /// <summary><see cref="TimeoutResume"/> has its own retry setting.</summary>
    public bool OwnsTimeoutRetries { get; init; }

    /// <summary>The entry in the list of waiters.</summary>
    public required WaiterView View { get; init; }

    /// <summary>When the wait was requested.</summary>
    public required DateTimeOffset Now { get; init; }
}
