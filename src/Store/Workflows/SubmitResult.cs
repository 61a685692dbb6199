using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows;

/// <summary>What became of a request's submissions: all were taken, or none. The cases are closed.</summary>
public abstract record SubmitResult
{
    private SubmitResult()
    {
    }

    /// <summary>All were taken, or were there already.</summary>
    /// <param name="Messages">The messages as they were accepted, in the order of the submissions.</param>
    public sealed record Accepted(IReadOnlyList<AcceptOutcome> Messages) : SubmitResult
    {
        /// <summary>Runs that were started, as events for the bus.</summary>
        public IReadOnlyList<OutboxEntry> Events { get; init; } = [];

        /// <summary>What has to follow.</summary>
        public RunEffects Effects => new() { Accepted = Messages, Events = Events };
    }

    /// <summary>One of them is for a run that has ended, or never was.</summary>
    public sealed record Ended : SubmitResult;

    /// <summary>One of them is more than a run may hold.</summary>
    /// <param name="Text">Which limit it was.</param>
    public sealed record OverLimit(string Text) : SubmitResult;
}
