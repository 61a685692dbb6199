using BusQStash.Api.Http;
using BusQStash.Api.Workflows;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>A request made ready for the ledger, or the reason why not.</summary>
/// <param name="Refusal">Why nothing will happen.</param>
/// <param name="Messages">What the ledger is asked to accept.</param>
/// <param name="ToGroup">The answer is a list.</param>
internal sealed record PreparedPublish(Refusal? Refusal, IReadOnlyList<NewMessage> Messages, bool ToGroup)
{
    /// <summary>What it means to a workflow run; <see langword="null"/> for a plain message.</summary>
    internal WorkflowRequest? Workflow { get; init; }

    /// <summary>It has to do with a workflow run, also where it is refused.</summary>
    internal bool ConcernsRun { get; init; }

    internal static PreparedPublish Refused(Refusal refusal) => new(refusal, [], false);
}
