using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows;

/// <summary>The result of a request's submissions: all were accepted, or none. The cases are closed.</summary>
public abstract record SubmitResult
{
    private SubmitResult()
    {
    }

    /// <summary>All were accepted or already existed.</summary>
    /// <param name="Messages">The messages as they were accepted, in the order of the submissions.</param>
    public sealed record Accepted(IReadOnlyList<AcceptOutcome> Messages) : SubmitResult
    {
        /// <summary>Events for the bus about runs that were started.</summary>
        public IReadOnlyList<OutboxEntry> Events { get; init; } = [];

        /// <summary>Effects to carry out after the commit.</summary>
        public RunEffects Effects => new() { Accepted = Messages, Events = Events };
    }

    /// <summary>One submission is for a run that has ended or is unknown.</summary>
    public sealed record Ended : SubmitResult;

    /// <summary>One submission exceeds a limit of the run.</summary>
    /// <param name="Text">Description of the limit.</param>
    public sealed record OverLimit(string Text) : SubmitResult;
}
