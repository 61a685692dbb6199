using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A part of a request that may concern workflow runs. The cases are closed.</summary>
public abstract record RunSubmission
{
    private RunSubmission(NewMessage message) => Message = message;

    /// <summary>The message to accept; its spec holds the request's values, without those the run adds.</summary>
    public NewMessage Message { get; }

    /// <summary>A message unrelated to runs, in a request that may also contain others.</summary>
    public sealed record Plain(NewMessage Message) : RunSubmission(Message);

    /// <summary>Starts a run; its message carries the payload.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="RunId">The run's id.</param>
    /// <param name="Mode">How the run was started.</param>
    /// <param name="Invoker">The run that invokes it and waits for it.</param>
    public sealed record Trigger(NewMessage Message, string RunId, TriggerMode Mode, RunInvoker? Invoker = null) : RunSubmission(Message);

    /// <summary>The endpoint of a run started without an SDK reports that it is a workflow.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="RunId">The run.</param>
    public sealed record Handshake(NewMessage Message, string RunId) : RunSubmission(Message);

    /// <summary>Appends a step to a run, or sends the call of a step.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="RunId">The run.</param>
    /// <param name="Kind"><see cref="StepKind.Entry"/> or <see cref="StepKind.Call"/>.</param>
    /// <param name="Facts">Number, name and type of the step.</param>
    /// <param name="OwnsRetries">The message has its own retry setting.</param>
    public sealed record Step(NewMessage Message, string RunId, StepKind Kind, StepFacts Facts, bool OwnsRetries) : RunSubmission(Message);
}
