using BusQStash.Api.Http;
using BusQStash.Api.Workflows;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>A publish request prepared for the ledger, or the reason it was refused.</summary>
/// <param name="Refusal">Why it was refused.</param>
/// <param name="Messages">The messages to write to the ledger.</param>
/// <param name="ToGroup">Whether it goes to a URL group, so that the answer is a list.</param>
internal sealed record PreparedPublish(Refusal? Refusal, IReadOnlyList<NewMessage> Messages, bool ToGroup)
{
    /// <summary>The part that concerns a workflow run; <see langword="null"/> for a plain message.</summary>
    internal WorkflowRequest? Workflow { get; init; }

    /// <summary>Whether it concerns a workflow run, even when it is refused.</summary>
    internal bool ConcernsRun { get; init; }

    /// <summary>The request of a token with bounds that concerns a run: the run must be within them, too.</summary>
    internal PublishRequest? BoundTo { get; init; }

    internal static PreparedPublish Refused(Refusal refusal) => new(refusal, [], false);
}
