using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

/// <summary>A run to be started together with others.</summary>
/// <param name="WorkflowUrl">The workflow's endpoint, http or https.</param>
/// <param name="Body">The payload: text, since a batch travels as JSON.</param>
/// <param name="Options">Everything else.</param>
public sealed record WorkflowTrigger(string WorkflowUrl, MessageBody? Body = null, TriggerOptions? Options = null);
