using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

/// <summary>One of several runs to start together.</summary>
/// <param name="WorkflowUrl">The workflow's endpoint, http or https.</param>
/// <param name="Body">The payload: text, since a batch travels as JSON.</param>
/// <param name="Options">All other settings.</param>
public sealed record WorkflowTrigger(string WorkflowUrl, MessageBody? Body = null, TriggerOptions? Options = null);
