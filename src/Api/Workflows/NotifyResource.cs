using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>A waiter that was notified (wire contract 24.7).</summary>
/// <param name="Waiter">The waiter.</param>
/// <param name="MessageId">The message that resumes its run.</param>
/// <param name="WorkflowRunId">The run.</param>
/// <param name="WorkflowCreatedAt">When the run was created, unix milliseconds.</param>
internal sealed record NotifyResource(WaiterResource Waiter, string MessageId, string WorkflowRunId, long WorkflowCreatedAt)
{
    internal static NotifyResource Of(NotifiedWaiter one) => new(WaiterResource.Of(one.View), one.MessageId, one.RunId, one.RunCreatedAt);
}
