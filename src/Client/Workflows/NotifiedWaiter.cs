namespace BusQStash.Client.Workflows;

/// <summary>A waiter that was notified.</summary>
/// <param name="Waiter">The waiter.</param>
/// <param name="MessageId">The message that resumes its run.</param>
/// <param name="WorkflowRunId">The run.</param>
/// <param name="WorkflowCreatedAt">When it was created.</param>
public sealed record NotifiedWaiter(Waiter Waiter, string MessageId, string WorkflowRunId, DateTimeOffset WorkflowCreatedAt);
